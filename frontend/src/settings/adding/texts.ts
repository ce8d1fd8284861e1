import type { Both } from '../../i18n/locale';

/** Words of what is added: a contact, a password, a second factor. */
export const texts = {
  cancel: ['Отмена', 'Cancel'],
  add: ['Добавить', 'Add'],
  save: ['Сохранить', 'Save'],
  newPhone: ['Новый телефон', 'New phone'],
  newEmail: ['Новая почта', 'New e-mail address'],
  phoneHint: ['Например, +7 900 000-00-01', 'For example, +7 900 000-00-01'],
  contactRequired: ['Заполните это поле', 'Fill this field in'],
  getCode: ['Получить код', 'Get a code'],
  confirmContact: ['Подтвердить', 'Confirm'],
  enable: ['Включить', 'Turn on'],
  totpSteps: [
    'Наведите камеру приложения с кодами на этот квадрат или введите в приложение ключ под ним.',
    'Point the camera of the authenticator application at this square, or type the key below it there.',
  ],
  totpQr: [
    'Код QR с ключом; тот же ключ — ниже текстом',
    'QR code of the key; the same key is below as text',
  ],
  totpOpen: ['Открыть приложение на этом устройстве', 'Open the application on this device'],
  totpKey: ['Ключ', 'Key'],
  totpCode: ['Код, который показывает приложение', 'The code that the application shows'],
  passkeyName: ['Как назвать этот ключ', 'What to call this key'],
  passkeyNameHint: ['Например, «Телефон»', 'For example, “Phone”'],
  passkeyMake: ['Создать ключ', 'Make the key'],
  passkeyFailed: [
    'Ключ не создан: устройство отказалось или не умеет. Попробуйте ещё раз или выберите другой способ.',
    'No key was made: the device refused or cannot. Try again or choose another way.',
  ],
} satisfies Record<string, Both>;
