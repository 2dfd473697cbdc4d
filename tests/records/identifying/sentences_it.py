"""Italian sentences of reports: what is found in them, what they say once every proposal is taken, and those with no finding."""

# Text, kinds of its findings, the text with the proposals; [-] is removed.
FOUND = (
    (
        "La ragazza è stata identificata il 12 marzo 2010 in stazione.",
        "date",
        "La ragazza è stata identificata nella primavera 2010 in stazione.",
    ),
    (
        "Il 12/03/2010 è stata sentita dalla polizia, il 12-3-10 dal giudice.",
        "date date",
        "Nella primavera 2010 è stata sentita dalla polizia, nella primavera 2010 dal giudice.",
    ),
    (
        "L'8 marzo 2010 ha chiesto aiuto; dall'11 aprile vive in una casa di accoglienza.",
        "date date",
        "Nella primavera 2010 ha chiesto aiuto; dalla primavera vive in una casa di accoglienza.",
    ),
    (
        "Il processo è iniziato nel giugno 2011 e si è concluso a settembre 2012.",
        "date date",
        "Il processo è iniziato nell'estate 2011 e si è concluso nell'autunno 2012.",
    ),
    (
        "Dal 12 al 15 marzo 2010 è stata ospite di una parrocchia.",
        "date",
        "Nella primavera 2010 è stata ospite di una parrocchia.",
    ),
    (
        "Prima del 12 marzo 2010 non aveva documenti, entro il 3 giugno 2010 li ha avuti.",
        "date date",
        "Prima della primavera 2010 non aveva documenti, entro l'estate 2010 li ha avuti.",
    ),
    (
        "Lunedì 12 marzo 2010 è stata accompagnata in questura.",
        "date",
        "Nella primavera 2010 è stata accompagnata in questura.",
    ),
    (
        "Il primo maggio e il 1º giugno lavorava, e così il dodici agosto.",
        "date date date",
        "Nella primavera e nell'estate lavorava, e così nell'estate.",
    ),
    (
        "Nata il 12.03.1992, è arrivata in Italia in data 3/4/2009.",
        "date date",
        "Nata nella primavera 1992, è arrivata in Italia nella primavera 2009.",
    ),
    (
        "La diciassettenne è stata affidata ai servizi sociali, la ventenne no.",
        "age age",
        "La minorenne è stata affidata ai servizi sociali, la giovane no.",
    ),
    ("Una 17enne e un 45enne sono stati fermati.", "age age", "Una minorenne e un maggiorenne sono stati fermati."),
    (
        "Una ragazza di 17 anni, nigeriana, è stata reclutata all'età di quindici anni.",
        "age age",
        "Una ragazza sotto i 18 anni, nigeriana, è stata reclutata da minorenne.",
    ),
    (
        "Aveva sedici anni quando è partita, ora ha 19 anni.",
        "age age",
        "Aveva meno di 18 anni quando è partita, ora ha tra i 18 e i 25 anni.",
    ),
    (
        "Maria, 17 anni, e sua sorella (19 anni) sono arrivate insieme.",
        "age age",
        "Maria, meno di 18 anni, e sua sorella (tra i 18 e i 25 anni) sono arrivate insieme.",
    ),
    (
        "È arrivata a 16 anni con un uomo di circa quarant'anni.",
        "age age",
        "È arrivata a meno di 18 anni con un uomo in età adulta.",
    ),
    (
        "Tre ragazze di 14, 15 e 17 anni vivevano nell'appartamento.",
        "age",
        "Tre ragazze sotto i 18 anni vivevano nell'appartamento.",
    ),
    (
        "Una trentaduenne con una bambina di 3 mesi è stata accolta.",
        "age age",
        "Una maggiorenne con una bambina di pochi mesi è stata accolta.",
    ),
    ("Ha compiuto 18 anni nella casa di accoglienza.", "age", "Ha compiuto gli anni nella casa di accoglienza."),
    (
        "Le hanno tolto il passaporto n. AA1234567 e la carta d'identità AX 1234567.",
        "number number",
        "Le hanno tolto il passaporto e la carta d'identità.",
    ),
    ("Il permesso di soggiorno n. I12345678 è scaduto.", "number", "Il permesso di soggiorno è scaduto."),
    (
        "Il fascicolo n. 1234/2010 è stato archiviato; proc. pen. n. 345/11 R.G.N.R.",
        "number number",
        "Il fascicolo è stato archiviato; proc. pen. R.G.N.R.",
    ),
    (
        "La sentenza n. 345/2011 del 12 maggio 2011 la riguarda.",
        "number date",
        "La sentenza della primavera 2011 la riguarda.",
    ),
    ("Il suo codice fiscale è RSSMRA85T10A562S.", "number", "Il suo codice fiscale."),
    ("Il denaro arrivava su IT60 X054 2811 1010 0000 0123 456.", "number", "Il denaro arrivava su [-]."),
    ("Ha chiamato dal 333 1234567 il numero 06 12345678.", "phone phone", "Ha chiamato dal [-] il numero [-]."),
    ("Il suo cell. era 0722 123 456.", "phone", "Il suo cell. era [-]."),
    ("Scriveva a maria.rossi@example.it o a maria (chiocciola) example.it.", "email email", "Scriveva a [-] o a [-]."),
    (
        "Il profilo è facebook.com/maria.rossi.12, su TikTok @maria_r.",
        "profile profile",
        "Il profilo è [-], su TikTok [-].",
    ),
)

CLEAN = (
    "La Legge 11 agosto 2003, n. 228 e l'art. 18 del D.Lgs. 25 luglio 1998, n. 286 la proteggono.",
    "Secondo il Decreto 286/98, l'art. 13 L. 228/2003 e il d.p.r. 394/1999 ha diritto al permesso.",
    "La direttiva 2011/36/UE del Parlamento europeo e del Consiglio del 5 aprile 2011 è recepita.",
    "Da 17 anni l'associazione lavora sulla strada; 3 anni fa ha aperto una casa.",
    "È stato condannato a 7 anni di reclusione e alla pena di 12 anni.",
    "Ha frequentato 2 anni di scuola e un corso di 3 anni.",
    "Un permesso di soggiorno di 2 anni, un programma di 2 anni, dopo 5 anni un contratto.",
    "Donne tra i 18 e i 25 anni, ragazze dai 16 ai 18 anni.",
    "Sono accolte persone di più di 18 anni, minori di 18 anni mai; i maggiori di 18 anni firmano.",
    "Il 17% erano minorenni, il 45 per cento donne; il progetto è costato 12.000 euro, € 500 a testa.",
    "Nel 2010, nell'estate 2010, negli anni '90 e nel biennio 2010/11.",
    "Ottenne il permesso e lo tenne per due anni.",
    "La scheda n. 6, pagina 123, paragrafo 3.2.1, ore 14.30.",
    "Tra 2 anni finirà; in 3 anni ha imparato la lingua; per 5 anni ha lavorato.",
    "I 2/3 delle donne lavoravano 24 ore su 24.",
)
