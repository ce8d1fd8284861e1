import { useLocale } from '../i18n/locale';
import cells from '../ui/cells.module.css';
import { Notice } from '../ui/Notice';
import type { ProfileData } from './Profile';
import { texts } from './texts';

const WARNINGS = { BIRTH_DATE: texts.BIRTH_DATE, SEX: texts.SEX };

/** What was stated, numbers masked. */
export function Known({ profile }: { profile: ProfileData['profile'] }) {
  const { t, say, date } = useLocale();
  const { passport } = profile;
  const name = [profile.familyName, profile.givenName, profile.patronymic].filter(Boolean).join(' ');
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    [`${say(texts.familyName)}, ${say(texts.givenName).toLowerCase()}`, name],
    [say(texts.birthDate), profile.birthDate && date(profile.birthDate)],
    [say(texts.sex), profile.sex && say(profile.sex === 'MALE' ? texts.MALE : texts.FEMALE)],
    [say(texts.snils), profile.maskedSnils],
    [say(texts.passport), passport?.maskedNumber],
    [say(texts.issuedOn), passport && date(passport.issuedOn)],
    [say(texts.issuer), passport && `${passport.issuer}, ${passport.departmentCode}`],
    [say(texts.enp), profile.maskedPolicyNumber],
  ];
  return (
    <>
      <dl class={cells.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value || t('entry.empty')}</dd>
          </div>
        ))}
      </dl>
      {profile.policyNumberWarnings.map((warning) => (
        <Notice key={warning} tone="warn">
          {say(WARNINGS[warning])}
        </Notice>
      ))}
    </>
  );
}
