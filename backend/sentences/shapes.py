"""What a value has to look like, by the name of its field: said instead of the general sentence of WRONG_FORMAT."""

_PHONE = (
    "Это не номер мобильного телефона России. Запишите его как +7 и десять цифр.",
    "This is no mobile number of Russia. Write it as +7 and ten digits.",
)
_POLICY = (
    "В номере полиса ОМС 16 цифр. Сверьте его с полисом.",
    "An insurance policy's number has 16 digits. Compare it with the policy.",
)
_CERTIFICATE = (
    "Свидетельство записывают так: IV-МЮ 123456. Сверьте серию и номер с документом.",
    "A certificate is written like IV-МЮ 123456. Compare series and number with the document.",
)

SHAPES: dict[str, tuple[str, str]] = {
    "phone": _PHONE,
    "newPhone": _PHONE,
    "email": (
        "Это не адрес электронной почты. Проверьте его: имя, знак @ и домен.",
        "This is no e-mail address. Check it: a name, an @ and a domain.",
    ),
    "snils": (
        "В СНИЛС 11 цифр. Сверьте его с документом.",
        "SNILS has 11 digits. Compare it with the document.",
    ),
    "enp": _POLICY,
    "policyNumber": _POLICY,
    "certificate": _CERTIFICATE,
    "birthCertificate": _CERTIFICATE,
    "series": (
        "В серии паспорта четыре цифры. Сверьте её с паспортом.",
        "A passport's series has four digits. Compare it with the passport.",
    ),
    "measuredAt": (
        "Время измерения должно быть с часовым поясом. Выберите день и час ещё раз.",
        "The time of the measurement needs its time zone. Choose the day and the hour again.",
    ),
    "departmentCode": (
        "Код подразделения записывают так: 770-099. Сверьте его с паспортом.",
        "A department code is written like 770-099. Compare it with the passport.",
    ),
}
