"""German sentences of reports: what is found in them, what they say once every proposal is taken, and those with no finding."""

# Text, kinds of its findings, the text with the proposals; [-] is removed.
FOUND = (
    (
        "Am 12. März 2010 floh sie und rief die Polizei an.",
        "date",
        "Im Frühjahr 2010 floh sie und rief die Polizei an.",
    ),
    (
        "Am Montag, den 12. März 2010, wurde die Wohnung durchsucht.",
        "date",
        "Im Frühjahr 2010, wurde die Wohnung durchsucht.",
    ),
    (
        "Der Prozess begann im Juni 2011 und endete im September 2012.",
        "date date",
        "Der Prozess begann im Sommer 2011 und endete im Herbst 2012.",
    ),
    (
        "Seit März 2010 lebt sie in einer Schutzwohnung, bis zum 3. April 2011.",
        "date date",
        "Seit dem Frühjahr 2010 lebt sie in einer Schutzwohnung, bis zum Frühjahr 2011.",
    ),
    ("Vom 12. bis 15. März 2010 war sie in der Klinik.", "date", "Im Frühjahr 2010 war sie in der Klinik."),
    (
        "Am 12.3. wurde sie befragt, am 12.03.2010 noch einmal und am 12.3.10 auch.",
        "date date date",
        "Im Frühjahr wurde sie befragt, im Frühjahr 2010 noch einmal und im Frühjahr 2010 auch.",
    ),
    ("Geboren wurde sie am 3.5.1992 in Sofia.", "date", "Geboren wurde sie im Frühjahr 1992 in Sofia."),
    (
        "Am ersten Mai und am zwölften Juli musste sie arbeiten.",
        "date date",
        "Im Frühjahr und im Sommer musste sie arbeiten.",
    ),
    ("Der 12. März 2010 war ein Sonntag.", "date", "Das Frühjahr 2010 war ein Sonntag."),
    (
        "Nach dem 12. Dezember 2009 hörte niemand mehr von ihr.",
        "date",
        "Nach dem Winter 2009 hörte niemand mehr von ihr.",
    ),
    (
        "Die 17-Jährige kam aus Rumänien, der 45-Jährige aus Köln.",
        "age age",
        "Die Minderjährige kam aus Rumänien, der Erwachsene aus Köln.",
    ),
    (
        "Eine siebzehnjährige Frau und eine 19-jährige Freundin kamen mit.",
        "age age",
        "Eine minderjährige Frau und eine junge erwachsene Freundin kamen mit.",
    ),
    ("Sie war 17 Jahre alt, als sie angeworben wurde.", "age", "Sie war minderjährig, als sie angeworben wurde."),
    ("Als sie 17 war, verließ sie ihr Dorf.", "age", "Als sie minderjährig war, verließ sie ihr Dorf."),
    (
        "Mit 16 Jahren kam sie nach Deutschland, im Alter von siebzehn Jahren nach Wien.",
        "age age",
        "In minderjährigem Alter kam sie nach Deutschland, in minderjährigem Alter nach Wien.",
    ),
    (
        "Ein etwa vierzigjähriger Mann brachte sie und ein 3 Monate altes Baby.",
        "age age",
        "Ein erwachsener Mann brachte sie und ein ganz kleines Baby.",
    ),
    ("Drei Mädchen, 14, 15 und 17 Jahre alt, lebten dort.", "age", "Drei Mädchen, minderjährig, lebten dort."),
    (
        "Maria (17 Jahre) und Ana, 19 Jahre, wurden getrennt.",
        "age age",
        "Maria (minderjährig) und Ana, im jungen Erwachsenenalter, wurden getrennt.",
    ),
    (
        "Die Siebzehnjährige sprach mit einer 32-jährigen Beraterin.",
        "age age",
        "Die Minderjährige sprach mit einer erwachsenen Beraterin.",
    ),
    ("Eine 19 Jahre alte Bulgarin meldete sich.", "age", "Eine junge erwachsene Bulgarin meldete sich."),
    ("Ihr Reisepass Nr. C01X00T47 lag beim Chef.", "number", "Ihr Reisepass lag beim Chef."),
    (
        "Das Verfahren mit dem Aktenzeichen 12 Js 345/10 wurde eingestellt.",
        "number",
        "Das Verfahren wurde eingestellt.",
    ),
    ("Unter Az.: 3 KLs 123 Js 456/10 ist das Urteil zu finden.", "number", "Unter Az. ist das Urteil zu finden."),
    ("Der Aufenthaltstitel Nr. Y1234567 ist abgelaufen.", "number", "Der Aufenthaltstitel ist abgelaufen."),
    ("Das Geld ging auf DE89 3704 0044 0532 0130 00.", "number", "Das Geld ging auf [-]."),
    ("Sie rief von 0176 12345678 die +49 30 12345678 an.", "phone phone", "Sie rief von [-] die [-] an."),
    ("Ihr Handy hatte die Nummer 0722 123 456.", "phone", "Ihr Handy hatte die Nummer [-]."),
    (
        "Sie schrieb an maria.muster@example.de oder an maria(at)example.de.",
        "email email",
        "Sie schrieb an [-] oder an [-].",
    ),
    (
        "Er fand sie über instagram.com/maria.m und vk.com/id12345678.",
        "profile profile",
        "Er fand sie über [-] und [-].",
    ),
)

CLEAN = (
    "Das Gesetz vom 11. Februar 2005 (BGBl. I S. 239) gilt, siehe BGBl. I 2011/12.",
    "Nach § 232 StGB und der Richtlinie 2011/36/EU vom 5. April 2011 ist das strafbar.",
    "Seit 17 Jahren arbeitet der Verein, vor 3 Jahren zog er um.",
    "Er wurde zu einer Freiheitsstrafe von 7 Jahren verurteilt, sie bekam 2 Jahre Haft.",
    "Sie ging 2 Jahre zur Schule und lernte in 3 Jahren die Sprache.",
    "Frauen zwischen 18 und 25 Jahren, Mädchen im Alter von 14 bis 17 Jahren.",
    "Aufgenommen werden Personen ab 18 Jahren, über 18 Jahre alt, nie unter 18 Jahren.",
    "18- bis 25-Jährige sind besonders gefährdet.",
    "Im Jahr 2010, im Sommer 2010, in den 1990er Jahren und 2010/2011.",
    "17 % waren minderjährig, 45 Prozent Frauen; es kostete 12.000 Euro.",
    "Seit 2009 wurden 120 Frauen beraten.",
    "Praxisbeispiel Nr. 6, Seite 123, Abschnitt 3.2.1, um 14.30 Uhr.",
    "Zwei Drittel (2/3) der Frauen arbeiteten rund um die Uhr.",
    "Sie mussten 12 Stunden am Tag arbeiten, 7 Tage die Woche.",
    "Der Fall 3 zeigt, wie wichtig Dolmetscherinnen sind.",
)
