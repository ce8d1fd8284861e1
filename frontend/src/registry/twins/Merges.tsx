import { useState } from 'preact/hooks';
import { ByState } from '../../desk/ByState';
import { ForRole } from '../../desk/Desk';
import { FOUR_EYES_STATES } from '../../desk/fourEyes';
import { useLocale } from '../../i18n/locale';
import { page } from '../../page';
import { Button } from '../../ui/Basics';
import { ByPage } from '../../ui/ByPage';
import { Page } from '../../ui/Page';
import { Segments } from '../../ui/Segments';
import { Empty } from '../../ui/States';
import ui from '../../ui/ui.module.css';
import { MERGES } from './documents';
import { misplacedTexts } from './misplacedTexts';
import { texts } from './texts';

const Misplaced = page(() => import('./Misplaced'));
const FindTwin = page(() => import('./FindTwin'));
const Merge = page(() => import('./Merge'));

export default function MergesPage() {
  return (
    <ForRole of="REGISTRAR">
      <Merges />
    </ForRole>
  );
}

/** Second records of one person, and entries in another's: what one registrar proposes another confirms. */
function Merges() {
  const { say } = useLocale();
  const [shown, show] = useState<'twins' | 'misplaced'>('twins');
  return (
    <Page title={say(texts.twins)} heading={say(texts.twins)} lead={say(texts.twinsLead)}>
      <div class={ui.actions}>
        <Segments<'twins' | 'misplaced'>
          label={say(texts.twins)}
          options={[
            ['twins', say(texts.twins)],
            ['misplaced', say(misplacedTexts.tab)],
          ]}
          value={shown}
          onChange={show}
        />
      </div>
      {shown === 'misplaced' ? <Misplaced /> : <Twins />}
    </Page>
  );
}

function Twins() {
  const { say } = useLocale();
  const [finding, setFinding] = useState(false);
  return (
    <>
      {finding ? (
        <FindTwin done={() => setFinding(false)} />
      ) : (
        <div class={ui.actions}>
          <Button onClick={() => setFinding(true)}>{say(texts.find)}</Button>
        </div>
      )}
      <ByState key={String(finding)} states={FOUR_EYES_STATES}>
        {(state) => (
          <ByPage document={MERGES} variables={{ state }} of={({ recordMerges }) => recordMerges}>
            {({ nodes, again }) =>
              nodes.length ? (
                nodes.map((merge) => <Merge key={merge.id} merge={merge} again={again} />)
              ) : (
                <Empty>{say(texts.none)}</Empty>
              )
            }
          </ByPage>
        )}
      </ByState>
    </>
  );
}
