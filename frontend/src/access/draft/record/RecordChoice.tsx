import type { TargetedSubmitEvent } from 'preact';
import { useRead } from '../../../api/read';
import { useViewer } from '../../../api/viewer';
import { graphql } from '../../../gen/gql';
import type { RequestRecordInput } from '../../../gen/graphql';
import { moscowDay } from '../../../i18n/format';
import { useLocale } from '../../../i18n/locale';
import { paths } from '../../../paths';
import { Button, Card, Row } from '../../../ui/Basics';
import { Radios } from '../../../ui/Choices';
import { ErrorSummary, problemOf } from '../../../ui/Field';
import { textOf } from '../../../ui/formData';
import forms from '../../../ui/forms.module.css';
import { Empty, LoadedPart } from '../../../ui/States';
import ui from '../../../ui/ui.module.css';
import type { Form } from '../../../ui/useForm';
import { Help } from '../../Help';
import { texts as shared } from '../../texts';
import { texts as draft } from '../texts';
import { choicesOf, type NoChoice } from './choices';
import { texts } from './texts';

const CHOICES = graphql(`
  query AccessChoices {
    viewer { familyClaims { id patientId familyName givenName birthDate state } }
  }
`);

interface Props {
  readonly form: Form;
  /** The record chosen so far. */
  readonly chosen?: string | undefined;
  readonly onChoose: (record: RequestRecordInput) => void;
}

/** Whose record: the own one, or a child's whose link is verified. Who is not there stands below, with what to do. */
export default function RecordChoice({ form: { problems, setProblems, busy }, chosen, onChoose }: Props) {
  const { t, say } = useLocale();
  const viewer = useViewer();
  const read = useRead(CHOICES, {});
  return (
    <LoadedPart read={read}>
      {(data) => {
        const { can, cannot } = choicesOf(viewer, data.viewer?.familyClaims ?? [], moscowDay(new Date()));
        const choose = (event: TargetedSubmitEvent<HTMLFormElement>) => {
          event.preventDefault();
          const key = textOf(event.currentTarget, 'record');
          const choice = can.find((one) => one.key === key);
          if (choice) onChoose(choice.input);
          else setProblems([{ field: 'record', text: say(texts.noRecord) }]);
        };
        return (
          <div class={ui.slim}>
            <Card>
              {can.length === 0 ? (
                <Empty>{say(texts.noneToAsk)}</Empty>
              ) : (
                <form class={forms.form} onSubmit={choose} noValidate>
                  <ErrorSummary problems={problems} />
                  <Help problems={problems} />
                  <Radios
                    name="record"
                    label={say(draft.record)}
                    problem={problemOf(problems, 'record')}
                    options={can.map(({ key, name }) => ({ value: key, text: name ?? t('records.own') }))}
                    defaultValue={chosen}
                  />
                  <Button type="submit" aria-disabled={busy}>
                    {say(shared.next)}
                  </Button>
                </form>
              )}
            </Card>
            <Cannot records={cannot} />
          </div>
        );
      }}
    </LoadedPart>
  );
}

const WHY = { open: texts.whyOpen, adult: texts.whyAdult, unverified: texts.whyUnverified };

function Cannot({ records }: { records: readonly NoChoice[] }) {
  const { t, say } = useLocale();
  return (
    <Card title={say(texts.cannot)}>
      {records.length > 0 && (
        <ul class={ui.rows}>
          {records.map(({ key, name, why, href }) => (
            <Row key={key} href={href} title={name ?? t('records.own')} detail={say(WHY[why])} />
          ))}
        </ul>
      )}
      <p>
        {say(texts.noChild)} <a href={paths.familyNew()}>{say(texts.addChild)}</a>
      </p>
    </Card>
  );
}
