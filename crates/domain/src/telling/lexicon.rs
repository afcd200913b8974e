//! The words by which a sentence says what it counts, in English and Spanish, in lower case.

/// People whom figures are about. Teachers, nurses and volunteers are not among them: no figure counts those.
pub(super) fn is_person(word: &str) -> bool {
    holds(PEOPLE, word) || plural_of(word).any(|one| holds(PEOPLE, one))
}

/// Things that are counted in every text and are nobody: schools, years, points.
pub(super) fn is_thing(word: &str) -> bool {
    holds(THINGS, word) || plural_of(word).any(|one| holds(THINGS, one))
}

/// Words after which a number is a name: grade 3, goal 2.
pub(super) fn is_label(word: &str) -> bool {
    holds(LABELS, word) || plural_of(word).any(|one| holds(LABELS, one))
}

/// Stretches of time, which are numbered too: week 3.
pub(super) fn is_time(word: &str) -> bool {
    holds(TIMES, word)
}

fn holds(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}

/// The singular, as far as an ending tells.
fn plural_of(word: &str) -> impl Iterator<Item = &str> {
    let without = ["s", "es"]
        .into_iter()
        .filter_map(|ending| word.strip_suffix(ending));
    without.filter(|one| one.len() > 2)
}

const PEOPLE: &str = "\
    student pupil child children kid baby babies infant toddler newborn learner boy girl youth teen teenager \
    adolescent people person individual family families household parent mother father mom dad graduate grader \
    kindergartner preschooler freshman freshmen sophomore resident participant patient client woman women man \
    men adult refugee newcomer immigrant enrollee sibling grandparent orphan dropout estudiante alumno alumna \
    niño niña bebé bebe joven jóvenes muchacho muchacha chico chica adolescente persona gente familia hogar \
    padre madre graduado graduada egresado residente participante paciente cliente mujer hombre adulto adulta \
    refugiado inmigrante menores hermano abuelo recién";

const THINGS: &str = "\
    school site program programme district town city cities partner organization organisation agency agencies \
    year month week day hour minute point percentage dollar time period edition step area group subgroup \
    category categories measure indicator goal grade level class classroom bus meeting visit book skill question \
    reason table place language event neighborhood neighbourhood clinic library libraries race part quarter half \
    third fold committee state county counties team staff teacher coach nurse volunteer counselor counsellor \
    leader expert tutor aide session course subject test cent mile block room center centre network body bodies \
    figure chart page version file source copy way thing kind type round semester term decade lesson hub bank \
    million billion sector strategy strategies race-group municipality municipalities region facility facilities \
    classes escuela sitio programa distrito ciudad socio organización organizaciones agencia año mes semana día \
    hora minuto punto dólar vez veces período periodo edición ediciones paso área grupo categoría medida \
    indicador meta grado nivel clase aula autobús autobuses reunión reuniones visita libro habilidad pregunta \
    razón razones tabla lugar idioma evento barrio clínica biblioteca raza parte trimestre mitad tercio comité \
    estado condado equipo personal maestro maestra docente enfermera voluntario voluntaria consejero líder \
    sesión sesiones curso materia examen exámenes centavo milla cuadra salón salones centro red cuerpo cifra \
    gráfica página versión versiones archivo fuente manera tipo ronda semestre década millón millones estrategia \
    municipio región regiones";

const LABELS: &str = "\
    grade level age goal table figure step edition version phase stage tier title part section page chapter room \
    route ward zone number no class cycle round question item week day year quarter semester article paragraph \
    covid type kind grado nivel edad meta tabla figura paso edición versión fase etapa título parte sección \
    página capítulo sala ruta zona número núm clase ciclo ronda pregunta semana día año trimestre semestre \
    artículo párrafo tipo";

/// Months. English "may" and "march" are verbs too, unless they begin with a capital letter.
pub(super) fn is_month(word: &str, is_capital: bool) -> bool {
    match word {
        "may" | "march" => is_capital,
        _ => holds(MONTHS, word),
    }
}

const MONTHS: &str = "\
    january february april june july august september october november december jan feb apr aug sept oct nov dec \
    enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre";

/// Words that may stand right after a number that counts what was named before: "seven were absent".
pub(super) fn says_what_they_did(word: &str) -> bool {
    let is_past = ["ed", "aron", "ieron", "aban", "ían"]
        .iter()
        .any(|ending| word.ends_with(ending));
    is_past || is_verb(word)
}

fn is_verb(word: &str) -> bool {
    holds(VERBS, word)
}

/// Words after which no noun follows: the number stands alone, and counts what the sentence is about.
pub(super) fn ends_a_count(word: &str) -> bool {
    is_verb(word) || holds(LITTLE, word)
}

/// Words of speech: "one student told us" counts nobody.
pub(super) fn is_speech(word: &str) -> bool {
    holds(SPEECH, word)
}

/// Words between "of" and the number of all: "seven of the nine".
pub(super) fn is_determiner(word: &str) -> bool {
    holds(DETERMINERS, word)
}

const TIMES: &str = "\
    year week day quarter semester cycle round año semana día trimestre semestre ciclo ronda";

const VERBS: &str = "\
    were was are had have did left met came come went go got took eran era son fue tienen se";

const LITTLE: &str = "\
    to in at from than and or but who this last that only by since before after on over every each not a en y o desde \
    que pero este para con cada no";

const SPEECH: &str = "\
    said says told tells asked asks explained wrote writes remembers dijo dice contó cuenta preguntó explicó escribió \
    recuerda";

const DETERMINERS: &str = "\
    the our their these those all my its los las nuestros nuestras sus estos estas esos esas";
