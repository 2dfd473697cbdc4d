"""Spanish sentences of reports: what is found in them, what they say once every proposal is taken, and those with no finding."""

# Text, kinds of its findings, the text with the proposals; [-] is removed.
FOUND = (
    (
        "Fue identificada el 12 de marzo de 2010 en un control.",
        "date",
        "Fue identificada en la primavera de 2010 en un control.",
    ),
    (
        "El juicio empezó en junio de 2011 y terminó en septiembre del 2012.",
        "date date",
        "El juicio empezó en el verano de 2011 y terminó en el otoño de 2012.",
    ),
    (
        "Del 12 al 15 de marzo de 2010 estuvo en un piso de emergencia.",
        "date",
        "En la primavera de 2010 estuvo en un piso de emergencia.",
    ),
    (
        "Desde el 12 de marzo hasta el 3 de abril de 2010 no salió.",
        "date date",
        "Desde la primavera hasta la primavera de 2010 no salió.",
    ),
    ("El lunes 12 de marzo de 2010 declaró ante el juez.", "date", "En la primavera de 2010 declaró ante el juez."),
    ("El 1º de mayo y el primero de junio trabajaba.", "date date", "En la primavera y en el verano trabajaba."),
    (
        "Nacida el 12/03/1992, llegó a España con fecha 12-3-10.",
        "date date",
        "Nacida en la primavera de 1992, llegó a España en la primavera de 2010.",
    ),
    (
        "Antes del 12 de marzo de 2010 no tenía papeles; a partir del 3 de mayo, sí.",
        "date date",
        "Antes de la primavera de 2010 no tenía papeles; a partir de la primavera, sí.",
    ),
    (
        "Llegó en marzo de 2010 y se fue hasta diciembre de 2011.",
        "date date",
        "Llegó en la primavera de 2010 y se fue hasta el invierno de 2011.",
    ),
    (
        "Una chica de 17 años fue captada por su vecino.",
        "age",
        "Una chica de menos de 18 años fue captada por su vecino.",
    ),
    (
        "Tenía dieciséis años cuando salió y ahora tiene 19 años.",
        "age age",
        "Tenía menos de 18 años cuando salió y ahora tiene entre 18 y 25 años.",
    ),
    (
        "Llegó a los 16 años con un hombre de unos cuarenta años.",
        "age age",
        "Llegó siendo menor de edad con un hombre de edad adulta.",
    ),
    (
        "María, 17 años, y su hermana (19 años) llegaron juntas.",
        "age age",
        "María, menos de 18 años, y su hermana (entre 18 y 25 años) llegaron juntas.",
    ),
    ("Tres chicas de 14, 15 y 17 años vivían en el piso.", "age", "Tres chicas de menos de 18 años vivían en el piso."),
    ("Cumplió 18 años en el piso de acogida.", "age", "Cumplió años en el piso de acogida."),
    (
        "Una joven veinteañera y una mujer de treinta y dos años denunciaron.",
        "age age",
        "Una joven joven y una mujer de edad adulta denunciaron.",
    ),
    ("Una mujer con un bebé de 3 meses pidió ayuda.", "age", "Una mujer con un bebé de pocos meses pidió ayuda."),
    ("La mujer, de 45 años de edad, cuidaba la casa.", "age", "La mujer, de edad adulta, cuidaba la casa."),
    (
        "Le quitaron el pasaporte nº AB123456 y el DNI 12345678-Z.",
        "number number",
        "Le quitaron el pasaporte y el DNI.",
    ),
    ("Su NIE es X-1234567-L.", "number", "Su NIE."),
    (
        "El expediente nº 123/2011 y las diligencias previas 1234/2010 se archivaron.",
        "number number",
        "El expediente y las diligencias previas se archivaron.",
    ),
    (
        "La sentencia 345/2011 de 12 de mayo de 2011 la menciona.",
        "number date",
        "La sentencia de la primavera de 2011 la menciona.",
    ),
    ("El dinero llegaba a ES91 2100 0418 4502 0005 1332.", "number", "El dinero llegaba a [-]."),
    ("Llamó desde el 612 345 678 al 912 345 678.", "phone phone", "Llamó desde el [-] al [-]."),
    ("Su móvil era el +40 722 123 456.", "phone", "Su móvil era el [-]."),
    ("Escribió a maria.lopez@example.es o a maria (arroba) example.es.", "email email", "Escribió a [-] o a [-]."),
    (
        "La encontró en facebook.com/maria.lopez y en TikTok como @maria_l.",
        "profile profile",
        "La encontró en [-] y en TikTok como [-].",
    ),
)

CLEAN = (
    "La Ley Orgánica 4/2000, de 11 de enero, y el Real Decreto 557/2011, de 20 de abril, la protegen.",
    "La Directiva 2011/36/UE de 5 de abril de 2011 y la LO 10/2011, de 27 de julio, se aplican.",
    "Desde hace 17 años la entidad trabaja en la calle; hace 3 años abrió un piso.",
    "Fue condenado a 7 años de prisión, a una pena de 12 años.",
    "Durante 5 años trabajó, tras 2 años aprendió el idioma, 3 años después se fue.",
    "Un permiso de 2 años, un programa de 2 años, un contrato de 3 años.",
    "Mujeres de entre 18 y 25 años, chicas de 14 a 17 años.",
    "Se acoge a mayores de 18 años, nunca a menores de 18 años ni a personas de más de 65 años.",
    "El 17 % eran menores y el 45 por ciento mujeres; costó 12.000 euros.",
    "En 2010, en el verano de 2010, en los años 90 y desde 2009.",
    "Dos años de escuela; un curso de 2 años de duración.",
    "La ficha n.º 6, página 123, apartado 3.2.1, a las 14:30.",
    "Un tercio (1/3) de las mujeres trabajaba 24 horas.",
    "El artículo 59 bis de la ley permite un periodo de 30 días.",
    "El proyecto duró 2 años y 3 meses.",
)
