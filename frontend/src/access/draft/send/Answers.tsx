import { useLocale } from '../../../i18n/locale';
import { paths } from '../../../paths';
import css from '../../access.module.css';
import type { Request } from '../../request';
import { pagesOf, type StepPage } from '../../steps';
import { texts as shared } from '../../texts';
import type { Applicant } from '../Draft';
import { texts as draft } from '../texts';
import { texts } from './texts';

interface Line {
  readonly label: string;
  readonly value: string | undefined;
  readonly href?: string;
}

/** What was answered so far, and where each answer is changed. */
export function Answers({ request, viewer }: { request: Request; viewer: Applicant }) {
  const { t, say } = useLocale();
  const { record, grantee, changes, photo, id } = request;
  const child = changes?.child;
  const now: Record<StepPage, readonly [label: string, value: string | undefined | null]> = {
    record: [say(texts.recordShort), record?.own ? t('records.own') : record?.displayName],
    grantee: [
      say(texts.granteeShort),
      changes?.grantee?.displayName ?? (grantee?.me ? say(draft.me) : grantee?.displayName),
    ],
    policy: [say(texts.policyShort), changes ? changes.maskedPolicyNumber : request.maskedPolicyNumber],
    phone: [say(texts.phoneShort), request.phoneConfirmedAt ? request.maskedPhone : undefined],
    photo: [say(texts.photoShort), photo ? say(texts.photoThere) : undefined],
    child: [
      say(texts.childShort),
      child &&
        [child.familyName, child.givenName, child.patronymic, child.certificate].filter(Boolean).join(' '),
    ],
    send: ['', undefined],
  };
  const lines: Line[] = pagesOf(request)
    .filter((page) => page !== 'send')
    .map((page) => ({
      label: now[page][0],
      value: now[page][1] ?? undefined,
      href: paths.request(id, page),
    }));
  if (request.purpose === 'GRANT') {
    lines.unshift({ label: say(texts.purposeShort), value: say(texts.purposeGrant) });
    if (viewer.account.level === 'STANDARD')
      lines.push({
        label: say(texts.passportShort),
        value: viewer.profile.passport?.maskedNumber,
        href: paths.profile(),
      });
  }
  const changing = request.purpose === 'CHANGE';
  return (
    <dl class={css.answers}>
      {lines.map(({ label, value, href }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd class={value || changing ? undefined : css.missing}>
            {value ?? say(changing ? texts.asBefore : texts.noAnswer)}
          </dd>
          {href && (
            <dd>
              <a href={href} aria-label={`${say(value || changing ? shared.edit : texts.fill)}: ${label}`}>
                {say(value || changing ? shared.edit : texts.fill)}
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
