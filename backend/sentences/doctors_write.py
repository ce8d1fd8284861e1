"""Sentences of refusals to what doctors write: Russian, English."""

DOCTORS_WRITE: dict[str, tuple[str, str]] = {
    "NOT_AUTHOR": (
        "Менять эту запись может только её автор. Напишите свою или скажите автору.",
        "Only its author may change this entry. Write one of your own, or tell the author.",
    ),
    "PART_OF_ENTRY": (
        "Это часть протокола и меняется вместе с ним. Откройте протокол и исправьте его.",
        "This is part of an examination and changes with it. Open the examination and correct that.",
    ),
    "UNKNOWN_DIAGNOSIS": (
        "Такого кода нет в действующей МКБ-10, или он делится на более точные. Выберите диагноз из подсказки.",
        "The dictionary in force has no such code, or divides it further. Choose a diagnosis from the list.",
    ),
    "NOT_A_MAIN_DIAGNOSIS": (
        "Этот код — проявление другой болезни. Основным поставьте саму болезнь, а его — сопутствующим.",
        "This code is a manifestation of another disease. Make the disease the main diagnosis, and this one concomitant.",
    ),
    "ONE_MAIN_DIAGNOSIS": (
        "Основной диагноз должен быть ровно один. Отметьте его, у остальных выберите другой вид.",
        "There has to be exactly one main diagnosis. Mark it, and choose another kind for the rest.",
    ),
    "TWICE": ("Это указано дважды. Оставьте один раз.", "This is stated twice. Keep it once."),
    "VALUE_OUT_OF_RANGE": (
        "Такого значения не бывает. Проверьте число и единицу.",
        "No such value is possible. Check the number and its unit.",
    ),
    "COUNSELLING_REQUIRED": (
        "Напишите, о чём вы поговорили с пациентом, хотя бы 10 знаков: без беседы такой результат не открывают.",
        "Write what you told the patient, 10 characters at least: without a talk such a result is not shown.",
    ),
}
