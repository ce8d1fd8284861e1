"""The national immunisation schedule (order 1122н of the Ministry of Health), written as the product's own table.

An item is done by the n-th visible vaccination against its infection, n being its `ordinal`: combined vaccines count
for each infection that they cover, so DTP items are followed by diphtheria and MMR items by measles. What was not done
by `until_months` of age can no longer be made up and leaves the plan; an item for risk groups shows once it is done.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScheduleItem:
    """Due at `months` and `days` of age, late `grace_days` after that, made up until `until_months` of age."""

    code: str
    infection: str
    ordinal: int
    russian: str
    english: str
    months: int
    days: int
    grace_days: int
    until_months: int
    risk_group_only: bool = False


SCHEDULE = (
    ScheduleItem("HEPB_1", "HEPATITIS_B", 1, "Гепатит B, первая прививка", "Hepatitis B, dose 1", 0, 0, 30, 216),
    ScheduleItem("BCG", "TUBERCULOSIS", 1, "Туберкулёз (БЦЖ)", "Tuberculosis (BCG)", 0, 3, 30, 84),
    ScheduleItem("HEPB_2", "HEPATITIS_B", 2, "Гепатит B, вторая прививка", "Hepatitis B, dose 2", 1, 0, 60, 216),
    ScheduleItem("PCV_1", "PNEUMOCOCCUS", 1, "Пневмококк, первая прививка", "Pneumococcus, dose 1", 2, 0, 60, 60),
    ScheduleItem("DTP_1", "DIPHTHERIA", 1, "АКДС, первая прививка", "DTP, dose 1", 3, 0, 60, 216),
    ScheduleItem("POLIO_1", "POLIO", 1, "Полиомиелит, первая прививка", "Polio, dose 1", 3, 0, 60, 216),
    ScheduleItem("HIB_1", "HIB", 1, "Гемофильная инфекция, первая прививка", "Hib, dose 1", 3, 0, 60, 60),
    ScheduleItem("DTP_2", "DIPHTHERIA", 2, "АКДС, вторая прививка", "DTP, dose 2", 4, 15, 60, 216),
    ScheduleItem("POLIO_2", "POLIO", 2, "Полиомиелит, вторая прививка", "Polio, dose 2", 4, 15, 60, 216),
    ScheduleItem("HIB_2", "HIB", 2, "Гемофильная инфекция, вторая прививка", "Hib, dose 2", 4, 15, 60, 60),
    ScheduleItem("PCV_2", "PNEUMOCOCCUS", 2, "Пневмококк, вторая прививка", "Pneumococcus, dose 2", 4, 15, 60, 60),
    ScheduleItem("DTP_3", "DIPHTHERIA", 3, "АКДС, третья прививка", "DTP, dose 3", 6, 0, 90, 216),
    ScheduleItem("HEPB_3", "HEPATITIS_B", 3, "Гепатит B, третья прививка", "Hepatitis B, dose 3", 6, 0, 90, 216),
    ScheduleItem("POLIO_3", "POLIO", 3, "Полиомиелит, третья прививка", "Polio, dose 3", 6, 0, 90, 216),
    ScheduleItem("HIB_3", "HIB", 3, "Гемофильная инфекция, третья прививка", "Hib, dose 3", 6, 0, 90, 60),
    ScheduleItem("MMR_1", "MEASLES", 1, "Корь, краснуха, паротит", "Measles, mumps, rubella", 12, 0, 90, 216),
    ScheduleItem(
        "HEPB_4", "HEPATITIS_B", 4, "Гепатит B, группы риска", "Hepatitis B, risk groups", 12, 0, 90, 216, True
    ),
    ScheduleItem("PCV_R", "PNEUMOCOCCUS", 3, "Пневмококк, ревакцинация", "Pneumococcus, booster", 15, 0, 90, 60),
    ScheduleItem("DTP_R1", "DIPHTHERIA", 4, "АКДС, первая ревакцинация", "DTP, booster 1", 18, 0, 90, 216),
    ScheduleItem("POLIO_R1", "POLIO", 4, "Полиомиелит, первая ревакцинация", "Polio, booster 1", 18, 0, 90, 216),
    ScheduleItem("HIB_R", "HIB", 4, "Гемофильная инфекция, ревакцинация", "Hib, booster", 18, 0, 90, 60),
    ScheduleItem("POLIO_R2", "POLIO", 5, "Полиомиелит, вторая ревакцинация", "Polio, booster 2", 20, 0, 90, 216),
    ScheduleItem("MMR_R", "MEASLES", 2, "Корь, краснуха, паротит, ревакцинация", "MMR, booster", 72, 0, 365, 216),
    ScheduleItem("POLIO_R3", "POLIO", 6, "Полиомиелит, третья ревакцинация", "Polio, booster 3", 72, 0, 365, 216),
    ScheduleItem("DT_R2", "DIPHTHERIA", 5, "АДС-М, вторая ревакцинация", "DT, booster 2", 72, 0, 730, 216),
    ScheduleItem("BCG_R", "TUBERCULOSIS", 2, "Туберкулёз, ревакцинация", "BCG, booster", 72, 0, 730, 96),
    ScheduleItem("DT_R3", "DIPHTHERIA", 6, "АДС-М, третья ревакцинация", "DT, booster 3", 168, 0, 365, 216),
)

# Adults' diphtheria and tetanus booster, every ten years after the one at fourteen: ages in years.
BOOSTER_AGES = (24, 34, 44, 54, 64, 74, 84, 94)
# Influenza, yearly in autumn: from these months of age to the 18th birthday, and from this age in years on.
INFLUENZA_FROM_MONTHS = 6
INFLUENZA_AGAIN_FROM_YEARS = 60
# Infections by their codes: those of the schedule, and of vaccines beside it and in its combinations.
INFECTIONS = frozenset(item.infection for item in SCHEDULE) | {
    "TETANUS",
    "PERTUSSIS",
    "MUMPS",
    "RUBELLA",
    "INFLUENZA",
    "HEPATITIS_A",
    "COVID_19",
    "VARICELLA",
    "MENINGOCOCCUS",
    "ROTAVIRUS",
    "HPV",
    "SMALLPOX",
    "TICK_ENCEPHALITIS",
}
