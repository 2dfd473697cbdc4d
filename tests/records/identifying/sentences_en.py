"""English sentences of reports: what is found in them, what they say once every proposal is taken, and those with no finding."""

# Text, kinds of its findings, the text with the proposals; [-] is removed.
FOUND = (
    (
        "She escaped on 12 March 2010 and called the police from a bar.",
        "date",
        "She escaped in spring 2010 and called the police from a bar.",
    ),
    (
        "On Monday, 12 March 2010, the labour inspectors found nine workers in the basement.",
        "date",
        "In spring 2010, the labour inspectors found nine workers in the basement.",
    ),
    (
        "The trial began on the 1st of June 2011 and the judgment was given in Sept. 2012.",
        "date date",
        "The trial began in summer 2011 and the judgment was given in autumn 2012.",
    ),
    ("March 12th, 2010 was the day on which she was heard.", "date", "Spring 2010 was the day on which she was heard."),
    (
        "From 12 to 15 March 2010 she stayed in an emergency shelter.",
        "date",
        "In spring 2010 she stayed in an emergency shelter.",
    ),
    (
        "The NGO met her between 3 May 2009 and 4 June 2009.",
        "date date",
        "The NGO met her between spring 2009 and summer 2009.",
    ),
    ("In March 2010 she was moved to another town.", "date", "In spring 2010 she was moved to another town."),
    (
        "She has been in contact with the organisation since March 2009; by mid-April she had a lawyer.",
        "date",
        "She has been in contact with the organisation since spring 2009; by mid-April she had a lawyer.",
    ),
    (
        "She was born on 3.5.1992 (date of birth in the passport: 1992-05-03).",
        "date date",
        "She was born in spring 1992 (date of birth in the passport: spring 1992).",
    ),
    (
        "The raid of 12/03/2010 and the hearing of 12-3-10 are described in the file.",
        "date date",
        "The raid of spring 2010 and the hearing of spring 2010 are described in the file.",
    ),
    (
        "She arrived on Sunday 7th June and left on the twelfth of July.",
        "date date",
        "She arrived in summer and left in summer.",
    ),
    ("The visa was valid from 12/03/2010-15/04/2010.", "date", "The visa was valid from spring 2010."),
    (
        "A 17-year-old girl from Albania was identified at the border.",
        "age",
        "An under-18 girl from Albania was identified at the border.",
    ),
    (
        "The girl, aged 17, was recruited at the age of 16 by her cousin.",
        "age age",
        "The girl, under 18, was recruited as a child by her cousin.",
    ),
    (
        "She was 17 years old when she left and she was 19 when she came back.",
        "age age",
        "She was under 18 when she left and she was a young adult when she came back.",
    ),
    (
        "At 17, she left home with a man of about forty years of age.",
        "age age",
        "As a child, she left home with a man of adult age.",
    ),
    (
        "A thirty-two-year-old woman and her three-month-old baby were taken in.",
        "age age",
        "An adult woman and her very young baby were taken in.",
    ),
    (
        "Three girls, 14, 15 and 17 years old, were found in the flat.",
        "age",
        "Three girls, under 18, were found in the flat.",
    ),
    (
        "Two sisters aged 17 and 19 arrived together; a woman aged 27 and 3 children followed.",
        "age age",
        "Two sisters [-] arrived together; a woman of adult age and 3 children followed.",
    ),
    (
        "The 17-year-old was placed in a shelter, for 17-year-olds are children.",
        "age age",
        "The under-18 was placed in a shelter, for under-18s are children.",
    ),
    ("She turned 18 in the shelter.", "age", "She was a young adult in the shelter."),
    (
        "Her passport no. AB1234567 and her ID card (number 123456789) were taken away from her.",
        "number number",
        "Her passport and her ID card were taken away from her.",
    ),
    (
        "The complaint was filed as case no. 1234/2010, our ref: 45/2010.",
        "number number",
        "The complaint was filed as case, our ref.",
    ),
    ("He transferred the money to GB82 WEST 1234 5698 7654 32.", "number", "He transferred the money to [-]."),
    (
        "She called the hotline from +39 333 1234567 and then from 020 7946 0958.",
        "phone phone",
        "She called the hotline from [-] and then from [-].",
    ),
    ("Her mobile: 0722 123 456.", "phone", "Her mobile: [-]."),
    (
        "She wrote to j.doe@mail.example.co.uk and to jane [at] example [dot] org.",
        "email email",
        "She wrote to [-] and to [-].",
    ),
    (
        "He found her through https://www.facebook.com/profile.php?id=100012345 and on instagram.com/ana.s, as @ana_s.",
        "profile profile profile",
        "He found her through [-] and on [-], as [-].",
    ),
    (
        "He sent her messages by t.me/boss_77 and wa.me/393331234567.",
        "profile profile",
        "He sent her messages by [-] and [-].",
    ),
)

CLEAN = (
    "Law 228/2003 of 11 August 2003 has been in force since 2009.",
    "Directive 2011/36/EU of the European Parliament and of the Council of 5 April 2011 applies.",
    "The Council of Europe Convention (CETS No. 197) of 16 May 2005 was ratified.",
    "UN Resolution 55/25 of 15 November 2000 and Article 3(a) of the Palermo Protocol of 2000.",
    "In 2010 the organisation assisted 120 women, since 2009 more than 300; 17% were minors.",
    "Women between the ages of 18 and 25 are at risk, girls aged 14 to 17 too.",
    "Only persons over 18 years old, at least 18 years old, 18 or older or 18+ are taken in.",
    "Children under 18 and minors are referred to the guardian.",
    "He was sentenced to 7 years in prison and to a fine of € 12,000.50.",
    "She waited for 17 years; in 3 years she learned the language; 2 years of school are needed.",
    "In the 1990s, in summer 2010 and in 2010-2012 there were few cases.",
    "In May 12 women were found; they may 10 times ask for help.",
    "A third of the women (1/3) worked 24/7 in room 12, at 14:30 or 6.30.",
    "Practice no. 6, chart 14, page 123, case study 12, section 3.2.1.",
    "The project lasted 2 years and 3 months and cost 45,000 euros, 45 per cent of it public.",
    "Together we march 12 km against trafficking.",
)
