import type { PreviewProtocolMutation } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { Card } from '../ui/Basics';
import { Confirm } from '../ui/Confirm';
import { Notice } from '../ui/Notice';
import ui from '../ui/ui.module.css';
import { texts } from './texts';
import { READERS, SEES } from './words';

interface Props {
  readonly preview: NonNullable<PreviewProtocolMutation['previewProtocol']['readers']>;
  readonly busy: boolean;
  readonly onSign: () => void;
}

/** Who will see the protocol and when, before it is signed for good. */
export function Readers({ preview, busy, onSign }: Props) {
  const { say } = useLocale();
  return (
    <Card title={say(texts.whoSees)}>
      <ul class={ui.rows}>
        {preview.readers.map(({ standing, sees }) => (
          <li key={standing}>
            {say(READERS[standing] ?? [standing, standing])}: <b>{say(SEES[sees])}</b>
          </li>
        ))}
      </ul>
      <p class={ui.small}>{say(texts.notesAlone)}</p>
      {preview.restricted && (
        <Notice tone="warn">
          <p>{say(texts.restricted)}</p>
        </Notice>
      )}
      <Confirm
        primary
        label={say(texts.sign)}
        title={say(texts.signTitle)}
        confirm={say(texts.sign)}
        busy={busy}
        onConfirm={onSign}
      >
        <p>{say(texts.signText)}</p>
      </Confirm>
    </Card>
  );
}
