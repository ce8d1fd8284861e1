import { graphql } from '../gen/gql';
import type { ExportRowFragment } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { Badge, Button, Row } from '../ui/Basics';
import { Download } from '../ui/Download';
import { ErrorSummary } from '../ui/Field';
import forms from '../ui/forms.module.css';
import { useForm } from '../ui/useForm';
import { FORMS, ofSections } from './forms';
import { texts } from './texts';

graphql(`
  fragment ExportRow on RecordExport { id form sections state done total requestedAt expiresAt path }
`);
const CANCEL = graphql(`
  mutation CancelExport($input: CancelExportInput!) {
    cancelExport(input: $input) { userErrors { field code message } }
  }
`);

/** One file: how far it is, where it is downloaded, and that it may be dropped. */
export function ExportRow({ one, onGone }: { one: ExportRowFragment; onGone: () => void }) {
  const { t, say, dateTime } = useLocale();
  const { problems, busy, send } = useForm();
  const { id, form, sections, state, done, total, requestedAt, expiresAt, path } = one;
  const names = sections?.map((section) => t(`section.${section}`)).join(', ');
  const how = {
    WAITING: () => say(texts.waiting),
    RUNNING: () => (total ? say(texts.running, { done, total }) : say(texts.waiting)),
    READY: () => say(texts.until, { until: dateTime(expiresAt) }),
    FAILED: () => say(texts.failed),
    REFUSED: () => say(texts.refused),
    CANCELLED: () => '',
  }[state]();
  const drop = async () => {
    if (await send(CANCEL, { input: { id } })) onGone();
  };
  return (
    <Row
      icon={<Badge icon="page" />}
      title={say(FORMS[form])}
      detail={
        <>
          {[ofSections(form) && (names ?? say(texts.whole)), dateTime(requestedAt), how]
            .filter(Boolean)
            .join(' · ')}
          <ErrorSummary problems={problems} />
          <span class={forms.filterActions}>
            {path && (
              <Download button href={path}>
                {say(texts.download)}
              </Download>
            )}
            <Button quiet aria-disabled={busy} onClick={drop}>
              {say(state === 'WAITING' || state === 'RUNNING' ? texts.cancel : texts.remove)}
            </Button>
          </span>
        </>
      }
    />
  );
}
