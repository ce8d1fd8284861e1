"""Sentences of refusals by the health diary and by child data: Russian, English."""

DIARY: dict[str, tuple[str, str]] = {
    "OUT_OF_RANGE": (
        "Такого значения быть не может. Проверьте, что введено.",
        "That value cannot be. Check what you typed.",
    ),
    "NOT_WHOLE": (
        "Здесь нужно целое число. Введите его без запятой.",
        "A whole number is needed here. Type it without a fraction.",
    ),
    "WRONG_UNIT": (
        "В этой единице дневник значение не принимает. Выберите единицу из списка.",
        "The diary does not take the value in that unit. Choose one of the list.",
    ),
    "NOT_OF_KIND": (
        "К этому виду записи такое поле не относится. Оставьте его пустым или выберите другой вид.",
        "That field does not belong to this kind of entry. Leave it empty or choose another kind.",
    ),
    "DIASTOLIC_NOT_BELOW": (
        "Нижнее давление должно быть меньше верхнего. Проверьте, не перепутаны ли числа.",
        "The lower pressure has to be below the upper one. Check whether the figures are swapped.",
    ),
    "IN_FUTURE": (
        "Это время ещё не наступило. Проверьте день и час.",
        "That time is still to come. Check the day and the hour.",
    ),
    "BEFORE_BIRTH": (
        "Это раньше дня рождения. Проверьте дату.",
        "That is before the day of birth. Check the date.",
    ),
    "PERIOD_ENDS_BEFORE": (
        "Конец периода раньше начала. Проверьте даты.",
        "The period ends before it begins. Check the dates.",
    ),
    "NOTE_TELLS_TOO_MUCH": (
        "Пометку к записи видит вся семья, а такой приём или то, о чём в пометке сказано, ей не показывают. Напишите об этом в "
        "своём протоколе.",
        "The whole family sees a note to this entry, and is not shown such a visit, or what the note speaks of. Write it in your "
        "own protocol.",
    ),
}
