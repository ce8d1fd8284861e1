import type { Both } from '../../i18n/locale';

/** Words of the first steps of somebody new. */
export const texts = {
  title: ['С чего начать', 'Where to begin'],
  identity: ['Подтвердите личность', 'Confirm who you are'],
  identityHow: [
    'Заполните профиль: мы проверим паспорт в МВД. Обычно это занимает несколько минут.',
    'Fill in your profile: the passport is checked with the registry. It usually takes some minutes.',
  ],
  toProfile: ['Заполнить профиль', 'Fill in the profile'],
  checking: [
    'Проверяем паспорт. Ждать на странице не нужно.',
    'The passport is being checked. No need to wait here.',
  ],
  wrong: [
    'Паспорт не подтвердился. Сверьте сведения с документом.',
    'The passport was not confirmed. Compare your details with it.',
  ],
  look: ['Посмотреть профиль', 'See the profile'],
  child: ['Добавьте ребёнка', 'Add your child'],
  childHow: [
    'Если нужна карта ребёнка. Мы проверим родство в ЗАГС.',
    'If you need a child’s record. Parentage is checked with the civil registry.',
  ],
  toFamily: ['Добавить ребёнка', 'Add a child'],
  access: ['Запросите доступ', 'Request access'],
  accessHow: [
    'К своей карте или карте ребёнка. Решение — за пять рабочих дней.',
    'To your record or your child’s. The decision takes five working days.',
  ],
  toAccess: ['Запросить доступ', 'Request access'],
} satisfies Record<string, Both>;
