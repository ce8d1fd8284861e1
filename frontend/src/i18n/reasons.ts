import type { Language } from './locale';

/** Why something is closed, and what the reader can do. */
export interface Because {
  readonly why: string;
  readonly next: string;
}
type Reasons = Readonly<Record<string, Readonly<Record<Language, Because>>>>;

/** Codes of `extensions.redactions`. */
const HIDDEN: Reasons = {
  DOCTORS_ONLY: {
    ru: { why: 'Эту часть видят только врачи.', next: 'Спросите о ней на приёме.' },
    en: { why: 'Only doctors see this part.', next: 'Ask about it at a visit.' },
  },
  NOT_FOR_REPRESENTATIVES: {
    ru: {
      why: 'Закон не даёт показывать это представителям: здесь чужие личные данные.',
      next: 'Если сведения нужны, обратитесь в клинику.',
    },
    en: {
      why: "The law does not let representatives see this: it is another person's data.",
      next: 'If you need it, ask the clinic.',
    },
  },
  TEEN_PRIVACY: {
    ru: { why: 'С 15 лет это видит сам подросток и врачи.', next: 'Спросите его или лечащего врача.' },
    en: {
      why: 'From the age of 15 only the teenager and doctors see this.',
      next: 'Ask them or the doctor.',
    },
  },
};

const HIDDEN_OTHERWISE: Record<Language, Because> = {
  ru: { why: 'Вам эта часть не показывается.', next: 'О ней можно спросить лечащего врача.' },
  en: { why: 'This part is not shown to you.', next: 'You can ask the treating doctor about it.' },
};

/** Codes of `extensions.reason` beside FORBIDDEN: the requirement that is not met. */
const DENIED: Reasons = {
  ACCOUNT_LEVEL_TOO_LOW: {
    ru: {
      why: 'Для медицинской карты нужна подтверждённая учётная запись, а ваша — упрощённая.',
      next: 'Подтвердите личность в центре «Мои документы» или через банк, затем войдите снова.',
    },
    en: {
      why: 'A medical record needs a confirmed account, and yours is a basic one.',
      next: 'Confirm your identity at a public services centre or through a bank, then sign in again.',
    },
  },
  POLICY_REGION: {
    ru: {
      why: 'Ваш полис ОМС зарегистрирован в регионе, который пока не подключён к этому сервису.',
      next: 'Проверьте портал здоровья своего региона. После смены региона полиса карта откроется сама.',
    },
    en: {
      why: 'Your health insurance policy is registered in a region that is not connected to this service yet.',
      next: "See your own region's health portal. The record opens by itself once the policy's region changes.",
    },
  },
  POLICY_INVALID: {
    ru: {
      why: 'Действующий полис ОМС не найден.',
      next: 'Проверьте полис у своей страховой компании; как только он действует, карта откроется сама.',
    },
    en: {
      why: 'No valid health insurance policy was found.',
      next: 'Check the policy with your insurer; the record opens by itself once it is valid.',
    },
  },
  TOO_YOUNG: {
    ru: { why: 'Своя карта открывается с 15 лет.', next: 'До этого её видят родители или опекун.' },
    en: {
      why: 'Your own record opens at the age of 15.',
      next: 'Until then your parents or guardian see it.',
    },
  },
};

export const hiddenBecause = (code: string, language: Language): Because =>
  HIDDEN[code]?.[language] ?? HIDDEN_OTHERWISE[language];

export const deniedBecause = (code: string | undefined, language: Language): Because | undefined =>
  code === undefined ? undefined : DENIED[code]?.[language];
