import type { Both } from '../locale';

/** Why a record is not open and what to do, by the requirement's code. */
export const texts = {
  ACCOUNT_LEVEL_TOO_LOW_why: [
    'Для медицинской карты нужна подтверждённая учётная запись, а ваша — упрощённая.',
    'A medical record needs a confirmed account, and yours is a basic one.',
  ],
  ACCOUNT_LEVEL_TOO_LOW_next: [
    'Заполните сведения о себе и дождитесь проверки паспорта или подтвердите личность в центре «Мои документы».',
    'Fill in your details and wait for the passport check, or confirm your identity at a public services centre.',
  ],
  POLICY_REGION_why: [
    'Ваш полис ОМС зарегистрирован в регионе, который пока не подключён к этому сервису.',
    'Your health insurance policy is registered in a region that is not connected to this service yet.',
  ],
  POLICY_REGION_next: [
    'Проверьте портал здоровья своего региона. После смены региона полиса карта откроется сама.',
    'See the health portal of your own region. The record opens by itself once the region of the policy changes.',
  ],
  POLICY_INVALID_why: ['Действующий полис ОМС не найден.', 'No valid health insurance policy was found.'],
  POLICY_INVALID_next: [
    'Проверьте полис у своей страховой компании; как только он действует, карта откроется сама.',
    'Check the policy with your insurer; the record opens by itself once it is valid.',
  ],
  UNDER_AGE_why: ['Своя карта открывается с 15 лет.', 'Your own record opens at the age of 15.'],
  UNDER_AGE_next: ['До этого её видят родители или опекун.', 'Until then your parents or guardian see it.'],
  WARD_IS_ADULT_why: [
    'Ребёнку исполнилось 18 лет, и доступ законного представителя закончился.',
    'Your child is 18, so the access of a legal representative has ended.',
  ],
  WARD_IS_ADULT_next: [
    'Теперь карту открывает он сам со своей учётной записью.',
    'Now they open the record with an account of their own.',
  ],
  ACCESS_NOT_OPEN_why: ['Доступ к этой карте ещё не открыт.', 'Access to this record is not open yet.'],
  ACCESS_NOT_OPEN_next: [
    'Запросите его: это бесплатно, ответ — в течение пяти рабочих дней.',
    'Request it: free of charge, with an answer within five working days.',
  ],
} satisfies Record<string, Both>;
