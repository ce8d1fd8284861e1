import { infectionsSaid } from '../../norm/infections';
import type { Fact } from '../../ui/Facts';

export const infections: Fact<readonly string[]> = {
  label: ['От чего', 'Against'],
  show: (codes, { say }) => infectionsSaid(codes, say),
};
