import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { useRead } from '../api/read';
import { useLocale } from '../i18n/locale';
import { Card } from '../ui/Basics';
import { ConfirmForm } from '../ui/ConfirmForm';
import { problemOf } from '../ui/Field';
import { textOf } from '../ui/formData';
import { LoadedPart } from '../ui/States';
import { useForm } from '../ui/useForm';
import { useOnce } from '../ui/useOnce';
import type { Typed } from './content';
import { TO_CORRECT } from './earlier';
import { Frame } from './Frame';
import { Missing } from './Missing';
import { Reason } from './Reason';
import { SignedHidden } from './SignedHidden';
import { Given, type Sheet } from './sheet';
import { isTyped, Theirs } from './Theirs';
import { texts } from './texts';
import { useNewer } from './useNewer';

interface Props<Content> {
  readonly sheet: Sheet<Content>;
}

/** A doctor writes a sheet, or a new version of one that they signed. */
export function SheetPage<Content>({ sheet }: Props<Content>) {
  const { say } = useLocale();
  const { entryId } = useRoute().params;
  return (
    <Frame
      title={say(entryId ? sheet.correction : sheet.title)}
      lead={say(entryId ? texts.correctLead : sheet.lead)}
    >
      {entryId ? (
        <Correction key={entryId} sheet={sheet} entryId={entryId} />
      ) : (
        <SheetForm sheet={sheet} begun={{}} />
      )}
    </Frame>
  );
}

function Correction<Content>({ sheet, entryId }: Props<Content> & { readonly entryId: string }) {
  const read = useRead(TO_CORRECT, { id: entryId });
  return (
    <LoadedPart read={read}>
      {({ node }) => {
        const begun = node ? sheet.typedOf(node) : undefined;
        return begun ? <SheetForm sheet={sheet} begun={begun} corrects={entryId} /> : <Missing />;
      }}
    </LoadedPart>
  );
}

interface FormProps<Content> extends Props<Content> {
  readonly begun: Typed;
  readonly corrects?: string;
}

function SheetForm<Content>({ sheet, begun, corrects }: FormProps<Content>) {
  const { say } = useLocale();
  const { patientId = '' } = useRoute().params;
  const { route } = useLocation();
  const form = useForm();
  const once = useOnce();
  const [hidden, setHidden] = useState(false);
  const newer = useNewer(form.problems);
  async function sign(box: HTMLFormElement) {
    if (newer.unread) return form.setProblems([{ text: say(texts.unread) }]);
    const given = new Given(box, { day: say(texts.wrongDay), number: say(texts.wrongNumber) });
    const content = sheet.contentOf(given, (newer.signed && sheet.typedOf(newer.signed)) ?? begun);
    if (given.problems.length) return form.setProblems(given.problems);
    const target = corrects ? { id: newer.id ?? corrects, reason: textOf(box, 'reason') } : { patientId };
    const payload = await sheet.sign(form, target, content, once.idOf({ target, content }));
    if (!payload?.id) return;
    if (payload.entry) route(sheet.shownAt(patientId, payload.id));
    else setHidden(true);
  }
  if (hidden) return <SignedHidden patientId={patientId} />;
  return (
    <>
      {newer.id && (
        <Theirs
          id={newer.id}
          href={sheet.shownAt(patientId, newer.id)}
          said={(signed, locale) => sheet.said(sheet.typedOf(signed) ?? {}, locale)}
          onRead={newer.onRead}
        />
      )}
      <ConfirmForm
        primary
        form={{ ...form, problems: form.problems.filter(isTyped) }}
        send={say(texts.sign)}
        title={say(corrects ? texts.signCorrection : texts.signEntry)}
        text={say(texts.signText)}
        onSend={sign}
      >
        <sheet.Fields typed={begun} problem={(name) => problemOf(form.problems, `content.${name}`)} />
        {corrects && (
          <Card>
            <Reason problems={form.problems} />
          </Card>
        )}
      </ConfirmForm>
    </>
  );
}
