"""Names of the sections, in Russian and English."""

from backend.models.vocabulary import Kind

SECTION_TITLES: dict[Kind, tuple[str, str]] = {
    Kind.EXAMINATION_PROTOCOLS: ("Протоколы осмотров", "Examinations"),
    Kind.LAB_REPORTS: ("Анализы", "Laboratory results"),
    Kind.COVID_TESTS: ("Тесты на COVID-19", "COVID-19 tests"),
    Kind.VACCINATIONS: ("Прививки", "Vaccinations"),
    Kind.INSTRUMENTAL_STUDIES: ("Исследования", "Studies"),
    Kind.DISCHARGE_SUMMARIES: ("Выписки из стационара", "Discharge summaries"),
    Kind.HEALTH_DIARY: ("Дневник здоровья", "Health diary"),
    Kind.CHILD_DATA: ("Данные о ребёнке", "Child data"),
    Kind.AMBULANCE_CALLS: ("Вызовы скорой помощи", "Ambulance calls"),
    Kind.SICK_LEAVES: ("Больничные", "Sick leaves"),
    Kind.PRESCRIPTIONS: ("Рецепты", "Prescriptions"),
    Kind.CERTIFICATES: ("Справки", "Certificates"),
    Kind.CHECK_UPS: ("Диспансеризация", "Check-ups"),
    Kind.PREGNANCY_CARE: ("Ведение беременности", "Pregnancy care"),
    Kind.RENDERED_SERVICES: ("Оказанные услуги", "Rendered services"),
}
