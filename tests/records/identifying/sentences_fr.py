"""French sentences of reports: what is found in them, what they say once every proposal is taken, and those with no finding."""

# Text, kinds of its findings, the text with the proposals; [-] is removed.
FOUND = (
    (
        "Elle a été identifiée le 12 mars 2010 lors d'un contrôle.",
        "date",
        "Elle a été identifiée au printemps 2010 lors d'un contrôle.",
    ),
    (
        "Le procès a commencé en juin 2011 et s'est terminé en septembre 2012.",
        "date date",
        "Le procès a commencé à l'été 2011 et s'est terminé à l'automne 2012.",
    ),
    ("Du 12 au 15 mars 2010 elle a dormi dans un foyer.", "date", "Au printemps 2010 elle a dormi dans un foyer."),
    (
        "Depuis le 12 mars 2010 elle est suivie, jusqu'au 3 avril 2011.",
        "date date",
        "Depuis le printemps 2010 elle est suivie, jusqu'au printemps 2011.",
    ),
    (
        "Lundi 12 mars 2010, elle a été entendue par le juge.",
        "date",
        "Au printemps 2010, elle a été entendue par le juge.",
    ),
    ("Le 1er mai et le premier juin elle travaillait.", "date date", "Au printemps et à l'été elle travaillait."),
    (
        "Née le 12/03/1992, elle est arrivée le 12.3.10.",
        "date date",
        "Née au printemps 1992, elle est arrivée au printemps 2010.",
    ),
    (
        "Avant le 12 août 2010 elle n'avait pas de papiers, dès le 3 déc. 2010 elle en avait.",
        "date date",
        "Avant l'été 2010 elle n'avait pas de papiers, dès l'hiver 2010 elle en avait.",
    ),
    ("Le dossier date d'avril 2010.", "date", "Le dossier date du printemps 2010."),
    (
        "Une jeune fille âgée de 17 ans a été recrutée par sa tante.",
        "age",
        "Une jeune fille âgée de moins de 18 ans a été recrutée par sa tante.",
    ),
    (
        "Une fille de 17 ans et un homme de quarante ans sont arrivés.",
        "age age",
        "Une fille de moins de 18 ans et un homme d'âge adulte sont arrivés.",
    ),
    (
        "Elle avait seize ans quand elle est partie, elle a dix-neuf ans.",
        "age age",
        "Elle avait moins de 18 ans quand elle est partie, elle a entre 18 et 25 ans.",
    ),
    ("Elle est arrivée à 16 ans en France.", "age", "Elle est arrivée à moins de 18 ans en France."),
    (
        "Marie, 17 ans, et sa sœur (19 ans) sont arrivées ensemble.",
        "age age",
        "Marie, moins de 18 ans, et sa sœur (entre 18 et 25 ans) sont arrivées ensemble.",
    ),
    (
        "Trois filles de 14, 15 et 17 ans vivaient dans l'appartement.",
        "age",
        "Trois filles de moins de 18 ans vivaient dans l'appartement.",
    ),
    ("Elle a fêté ses 18 ans au foyer.", "age", "Elle a fêté son anniversaire au foyer."),
    (
        "À l'âge de quinze ans, elle a quitté l'école.",
        "age",
        "Pendant son enfance ou son adolescence, elle a quitté l'école.",
    ),
    (
        "Une femme âgée de trente-deux ans avec un bébé de 3 mois a été accueillie.",
        "age age",
        "Une femme âgée de plus de 25 ans avec un bébé de quelques mois a été accueillie.",
    ),
    (
        "Elle avait vingt et un ans, lui soixante-douze ans.",
        "age",
        "Elle avait entre 18 et 25 ans, lui soixante-douze ans.",
    ),
    (
        "On lui a pris le passeport n° 12AB34567 et la carte d'identité n° 123456789012.",
        "number number",
        "On lui a pris le passeport et la carte d'identité.",
    ),
    ("Le titre de séjour n° 9912345678 a expiré.", "number", "Le titre de séjour a expiré."),
    (
        "Le dossier n° 2010/345 et la procédure n° 1234/2010 sont clos.",
        "number number",
        "Le dossier et la procédure sont clos.",
    ),
    (
        "Son numéro de sécurité sociale est le 2 85 05 78 006 084 41.",
        "number",
        "Son numéro de sécurité sociale est le [-].",
    ),
    ("L'argent arrivait sur FR14 2004 1010 0505 0001 3M02 606.", "number", "L'argent arrivait sur [-]."),
    ("Elle a appelé du 06 12 34 56 78 le +33 1 42 34 56 78.", "phone phone", "Elle a appelé du [-] le [-]."),
    ("Son portable : 0722 123 456.", "phone", "Son portable : [-]."),
    (
        "Elle écrivait à marie.dupont@example.fr ou à marie (arobase) example.fr.",
        "email email",
        "Elle écrivait à [-] ou à [-].",
    ),
    (
        "Il l'a trouvée sur facebook.com/marie.dupont et snapchat.com/add/marie_d.",
        "profile profile",
        "Il l'a trouvée sur [-] et [-].",
    ),
)

CLEAN = (
    "La loi n° 2003-239 du 18 mars 2003 et le décret n° 2007-1352 du 13 septembre 2007 la protègent.",
    "La directive 2011/36/UE du 5 avril 2011 et l'article 225-4-1 du code pénal s'appliquent.",
    "Depuis 17 ans l'association travaille dans la rue ; il y a 3 ans, elle a ouvert un foyer.",
    "Il a été condamné à 7 ans d'emprisonnement, à une peine de 12 ans.",
    "Pendant 5 ans elle a travaillé, après 2 ans elle parlait la langue, 3 ans plus tard elle est partie.",
    "Un titre de séjour de 2 ans, un programme de 2 ans, un contrat de 3 ans.",
    "Des femmes âgées de 18 à 25 ans, entre 18 et 25 ans.",
    "Le foyer accueille les plus de 18 ans, jamais les moins de 18 ans ni les mineurs de 15 ans.",
    "17 % étaient mineures, 45 pour cent des femmes ; le projet a coûté 12 000 euros, 1 200 € par personne.",
    "En 2010, à l'été 2010, dans les années 1990 et depuis 2009.",
    "Deux ans d'école ; le projet a duré 2 ans.",
    "La fiche n° 6, page 123, paragraphe 3.2.1, à 14 h 30.",
    "Un tiers (1/3) des femmes travaillait 24 heures sur 24.",
    "L'article L. 316-1 du CESEDA prévoit un délai de 30 jours.",
    "De 2010 à 2012, 120 femmes ont été accueillies.",
)
