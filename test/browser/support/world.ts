import { signedIn, type Person } from './person.js';

/** What the demo centre lacks for every screen to have something to show: ids and secrets, by name. */
export interface World {
  /** A weekly series of the office with a date that was refused and one that was moved. */
  readonly series: string;
  /** A request of a member that waits, and one answered with another place. */
  readonly request: string;
  readonly countered: string;
  readonly slip: string;
  readonly welcome: string;
  readonly invitation: string;
}

interface Made {
  readonly id: string;
  readonly occurrences: readonly { readonly id: string }[];
}

const place = (zone: string, date: string, from: string, to: string) => ({
  zone,
  start: `${date}T${from}`,
  end: `${date}T${to}`,
});

export async function makeWorld(url: string): Promise<World> {
  const as = (login: string): Promise<Person> => signedIn(url, login);
  const [office, admin, member, manager] = await Promise.all([
    as('office@dukou.example'),
    as('admin@dukou.example'),
    as('member@sunshine.example'),
    as('manager@chunni.example'),
  ]);
  await office.post('bookings', { ...place('F3-MEET-2', '2026-09-17', '14:00', '15:00'), title: '面谈' });
  const series = await office.post<Made>('bookings', {
    ...place('F3-MEET-2', '2026-09-03', '14:00', '15:00'),
    title: '合唱分部',
    heads: 12,
    note: '请准备谱架',
    recurrence: { rrule: 'FREQ=WEEKLY;COUNT=6' },
    onConflict: 'skip',
  });
  const ask = (date: string, title: string): Promise<Made> =>
    member.post<Made>('bookings', { ...place('F1-HALL-A', date, '09:00', '10:30'), title, heads: 30 });
  const request = await ask('2026-09-24', '社区朗诵会');
  await ask('2026-09-23', '太极拳展演');
  const countered = await ask('2026-09-22', '亲子运动会');
  await office.post(`bookings/${countered.id}/counter`, {
    proposals: [{ occurrence: countered.occurrences[0]?.id, ...place('F1-HALL-A', '2026-09-22', '13:00', '14:30') }],
    reason: '上午要开居民大会',
  });
  const operated = { ...place('F2-KIDS-1', '2026-09-05', '10:00', '11:00'), operator: 'chunni' };
  await manager.post('bookings', { ...operated, title: '亲子共读', heads: 8 });
  const { code } = await office.post<{ code: string }>(`bookings/${series.id}/slip`);
  const person = { login: 'new@dukou.example', name: '演示新人', role: 'desk' };
  const { id } = await admin.post<Made>('people', person);
  const welcome = await admin.post<{ url: string }>(`people/${id}/link`);
  const invitation = await manager.post<{ url: string }>('operators/chunni/invitations', {
    label: '演示志愿者',
    role: 'member',
  });
  const secretOf = (link: string): string => link.split('/').at(-1) ?? '';
  return {
    series: series.id,
    request: request.id,
    countered: countered.id,
    slip: code,
    welcome: secretOf(welcome.url),
    invitation: secretOf(invitation.url),
  };
}
