"""The directory of regions (PAP-08): where the record of each is shown, as far as that is known; by the subject's code."""

from dataclasses import dataclass

from backend.models.region import RegionAccess


@dataclass(frozen=True, slots=True)
class Region:
    """`name` and `portal` are Russian and English. `link` is null where there is nothing to open."""

    code: str
    name: tuple[str, str]
    access: RegionAccess
    portal: tuple[str, str] | None = None
    link: str | None = None


_FEDERAL = ("Госуслуги: «Электронные медицинские документы»", "Gosuslugi: Electronic medical documents")
_FEDERAL_LINK = "https://www.gosuslugi.ru/"
_EMIAS = ("ЕМИАС.ИНФО", "EMIAS.INFO")
_EMIAS_LINK = "https://emias.info/"
A = RegionAccess
REGIONS: tuple[Region, ...] = (
    Region("77", ("Москва", "Moscow"), A.REGIONAL_PORTAL, _EMIAS, _EMIAS_LINK),
    Region("50", ("Московская область", "Moscow Region"), A.REGIONAL_PORTAL, _EMIAS, _EMIAS_LINK),
    Region(
        "78",
        ("Санкт-Петербург", "Saint Petersburg"),
        A.REGIONAL_PORTAL,
        ("«Здоровье петербуржца»", "Health of a Petersburger"),
        "https://gorzdrav.spb.ru/",
    ),
    Region("31", ("Белгородская область", "Belgorod Region"), A.FEDERAL, _FEDERAL, _FEDERAL_LINK),
    Region("32", ("Брянская область", "Bryansk Region"), A.FEDERAL, _FEDERAL, _FEDERAL_LINK),
    Region("02", ("Республика Башкортостан", "Bashkortostan"), A.FEDERAL, _FEDERAL, _FEDERAL_LINK),
    Region("16", ("Республика Татарстан", "Tatarstan"), A.CLOSED_PAPER_ONLY),
)
