"""What is said of a diary's figure that is taken and still worth a word (sections.md, «Diary»). Never a diagnosis.

A figure alerts where one of the bounds of an alert holds. Fast breathing: WHO IMCI under 12 years, NEWS2 from then on.
"""

from dataclasses import dataclass

from backend.models.sections.health_diary import DiaryContext, DiaryMeasure

_ADULT = 18 * 12


@dataclass(frozen=True, slots=True)
class Bound:
    """`column comparison bound` of an entry of the measure, of a patient so many months old on that day, in the context."""

    measure: DiaryMeasure
    column: str
    comparison: str
    bound: float
    from_months: int | None = None
    before_months: int | None = None
    context: DiaryContext | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """`code` is a member of the schema's DiaryAlertCode; `words` in Russian and English say what to do next."""

    code: str
    words: tuple[str, str]
    bounds: tuple[Bound, ...]


def _breaths(comparison: str, bound: float, from_months: int, before_months: int | None = None) -> Bound:
    return Bound(DiaryMeasure.RESPIRATION, "value", comparison, bound, from_months, before_months)


_PRESSURE, _GLUCOSE, _TEMPERATURE = DiaryMeasure.BLOOD_PRESSURE, DiaryMeasure.GLUCOSE, DiaryMeasure.TEMPERATURE
ALERTS = (
    Alert(
        "PRESSURE_LOW",
        (
            "Давление низкое. Это не диагноз: у детей и худощавых людей так бывает в норме. Прилягте, выпейте воды и измерьте "
            "ещё раз через 15 минут. Кружится голова или темнеет в глазах — позвоните врачу; теряете сознание — звоните 112.",
            "The pressure is low. This is not a diagnosis: in children and slim people it may be usual. Lie down, drink some "
            "water and measure again in 15 minutes. If you are dizzy, call a doctor; if you faint, call 112.",
        ),
        (Bound(_PRESSURE, "value", "<", 90), Bound(_PRESSURE, "value_second", "<", 50)),
    ),
    Alert(
        "PRESSURE_HIGH",
        (
            "Давление высокое. Это не диагноз. Посидите спокойно пять минут и измерьте ещё раз. Осталось таким же — сегодня "
            "же позвоните врачу. Болит в груди, слабеет рука или путается речь — звоните 112.",
            "The pressure is high. This is not a diagnosis. Sit still for five minutes and measure again. If it stays so, call "
            "a doctor today. With chest pain, a weak arm or confused speech, call 112.",
        ),
        (Bound(_PRESSURE, "value", ">=", 180), Bound(_PRESSURE, "value_second", ">=", 110)),
    ),
    Alert(
        "PULSE_LOW",
        (
            "Пульс редкий. Это не диагноз. Посчитайте его ещё раз за целую минуту. Если слабость или кружится голова — "
            "позвоните врачу; теряете сознание — звоните 112.",
            "The pulse is slow. This is not a diagnosis. Count it again for a whole minute. If you feel weak or dizzy, call a "
            "doctor; if you faint, call 112.",
        ),
        (Bound(DiaryMeasure.PULSE, "value", "<", 40), Bound(_PRESSURE, "pulse", "<", 40)),
    ),
    Alert(
        "PULSE_HIGH",
        (
            "Пульс частый. Это не диагноз. Отдохните десять минут и посчитайте ещё раз. Остался таким же в покое — позвоните "
            "врачу. Болит в груди или трудно дышать — звоните 112.",
            "The pulse is fast. This is not a diagnosis. Rest for ten minutes and count again. If it stays so at rest, call a "
            "doctor. With chest pain or trouble breathing, call 112.",
        ),
        (
            Bound(DiaryMeasure.PULSE, "value", ">", 130, _ADULT),
            Bound(_PRESSURE, "pulse", ">", 130, _ADULT),
        ),
    ),
    Alert(
        "GLUCOSE_LOW",
        (
            "Глюкоза низкая. Это не диагноз. Если человек в сознании, дайте сок или сахар и измерьте ещё раз через 15 минут. "
            "Не повышается — позвоните врачу; человек не отвечает — звоните 112.",
            "The glucose is low. This is not a diagnosis. If the person is awake, give juice or sugar and measure again in 15 "
            "minutes. If it does not rise, call a doctor; if the person does not respond, call 112.",
        ),
        (Bound(_GLUCOSE, "value", "<", 3.9),),
    ),
    Alert(
        "GLUCOSE_HIGH",
        (
            "Глюкоза высокая. Это не диагноз. Вымойте руки и измерьте ещё раз. Осталась такой же — сегодня же позвоните "
            "врачу. Рвота, сонливость или шумное дыхание — звоните 112.",
            "The glucose is high. This is not a diagnosis. Wash your hands and measure again. If it stays so, call a doctor "
            "today. With vomiting, drowsiness or noisy breathing, call 112.",
        ),
        (Bound(_GLUCOSE, "value", ">", 13.9),),
    ),
    Alert(
        "TEMPERATURE_LOW",
        (
            "Температура низкая. Это не диагноз. Проверьте градусник и измерьте ещё раз, согрейтесь. Не повышается — "
            "позвоните врачу; человек вял или не отвечает — звоните 112.",
            "The temperature is low. This is not a diagnosis. Check the thermometer, measure again, warm up. If it does not "
            "rise, call a doctor; if the person is drowsy or does not respond, call 112.",
        ),
        (Bound(_TEMPERATURE, "value", "<", 35),),
    ),
    Alert(
        "TEMPERATURE_HIGH",
        (
            "Температура высокая. Это не диагноз. Больше питья, и сегодня же позвоните врачу. Малыш до трёх месяцев, судороги, "
            "сыпь, трудно дышать или не разбудить — звоните 112.",
            "The temperature is high. This is not a diagnosis. Give plenty to drink and call a doctor today. A baby under three "
            "months, a fit, a rash, trouble breathing or hard to wake: call 112.",
        ),
        (Bound(_TEMPERATURE, "value", ">=", 39),),
    ),
    Alert(
        "OXYGEN_LOW",
        (
            "Сатурация низкая. Это не диагноз. Согрейте палец и измерьте ещё раз. Осталась такой же — сразу позвоните врачу. "
            "Трудно дышать или синеют губы — звоните 112.",
            "The oxygen saturation is low. This is not a diagnosis. Warm the finger and measure again. If it stays so, call a "
            "doctor at once. With trouble breathing or blue lips, call 112.",
        ),
        (Bound(DiaryMeasure.OXYGEN_SATURATION, "value", "<", 92),),
    ),
    Alert(
        "RESPIRATION_LOW",
        (
            "Дыхание редкое. Это не диагноз. Посчитайте вдохи ещё раз за целую минуту. Столько же — позвоните врачу; человека "
            "не разбудить — звоните 112.",
            "Breathing is slow. This is not a diagnosis. Count again for a whole minute. If it stays so, call a doctor; if the "
            "person cannot be woken, call 112.",
        ),
        (_breaths("<=", 8, 144),),
    ),
    Alert(
        "RESPIRATION_HIGH",
        (
            "Дыхание для этого возраста частое. Это не диагноз. Посчитайте ещё раз в покое за целую минуту. Осталось таким же — "
            "сегодня же позвоните врачу. Трудно дышать, втягиваются рёбра или синеют губы — звоните 112.",
            "Breathing is fast for this age. This is not a diagnosis. Count again at rest for a whole minute. If it stays so, "
            "call a doctor today. With trouble breathing, ribs drawn in or blue lips, call 112.",
        ),
        (
            _breaths(">=", 60, 0, 2),
            _breaths(">=", 50, 2, 12),
            _breaths(">=", 40, 12, 60),
            _breaths(">=", 30, 60, 144),
            _breaths(">=", 25, 144),
        ),
    ),
    Alert(
        "ANGINA_AT_REST",
        (
            "Приступ был в покое. Это не диагноз, но о нём врач должен знать сегодня. Боль не проходит пять минут или "
            "возвращается — сядьте и звоните 112.",
            "The attack came at rest. This is not a diagnosis, but a doctor has to know of it today. If the pain lasts five "
            "minutes or comes back, sit down and call 112.",
        ),
        (Bound(DiaryMeasure.ANGINA, "value", ">", 0, context=DiaryContext.AT_REST),),
    ),
    Alert(
        "WELLBEING_BAD",
        (
            "Вам очень плохо. Это не диагноз. Скажите об этом близким и позвоните врачу. Если есть угроза жизни — звоните 112; "
            "если тяжело на душе — детский и семейный телефон доверия 8-800-2000-122.",
            "You feel very bad. This is not a diagnosis. Tell somebody close and call a doctor. In danger call 112; if you are "
            "in despair, the helpline for children and families is 8-800-2000-122.",
        ),
        (Bound(DiaryMeasure.WELLBEING, "value", "<=", 1),),
    ),
)
