import { graphql } from '../gen/gql';
import type { IdentityDocument } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { Card } from '../ui/Basics';
import { Check, Radios } from '../ui/Choices';
import { problemOf } from '../ui/Field';
import { isChecked, textOf } from '../ui/formData';
import { SendForm } from '../ui/SendForm';
import { useForm } from '../ui/useForm';
import { texts } from './texts';

const HAND_OUT = graphql(`
  mutation HandOutPaperExtract($input: HandOutPaperExtractInput!) {
    handOutPaperExtract(input: $input) { extract { id state } userErrors { field code message } }
  }
`);
const SHOWN = ['PASSPORT', 'TEMPORARY', 'FOREIGN_PASSPORT'] as const satisfies readonly IdentityDocument[];

interface Props {
  readonly id: string;
  /** Who is to come. */
  readonly comes: string;
  /** With a power of attorney. */
  readonly proxy: boolean;
  readonly again: () => void;
}

/** Handing out, after a look at a document. */
export function HandOut({ id, comes, proxy, again }: Props) {
  const { say } = useLocale();
  const form = useForm();
  async function handOut(box: HTMLFormElement) {
    const identityShown = textOf(box, 'identityShown') as IdentityDocument;
    if (!identityShown) return form.setProblems([{ field: 'identityShown', text: say(texts.chooseShown) }]);
    const input = { id, identityShown, proxyShown: isChecked(box, 'proxyShown') };
    if (await form.send(HAND_OUT, { input })) again();
  }
  return (
    <Card title={say(texts.handOut)}>
      <p>
        <b>{comes}</b>
      </p>
      <p>{say(texts.handOutText)}</p>
      <SendForm form={form} send={say(texts.handOut)} onSend={handOut}>
        <Radios
          name="identityShown"
          label={say(texts.shown)}
          problem={problemOf(form.problems, 'identityShown')}
          options={SHOWN.map((value) => ({ value, text: say(texts[value]) }))}
        />
        {proxy && (
          <Check
            name="proxyShown"
            label={say(texts.proxy)}
            problem={problemOf(form.problems, 'proxyShown')}
          />
        )}
      </SendForm>
    </Card>
  );
}
