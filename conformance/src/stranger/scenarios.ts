import type { Channel, Message, Profile, Scenario } from '@agentwire/generated/model';
import { isPlayable } from '../protocol.ts';
import type { Step } from '../scenario/step.ts';
import { fromServer, sendable, takenTopic } from './requirements.ts';

/** Scripts that decide what the document demands by its channels and operations: connect, ask, tell, listen. */
export function scenariosOf(profile: Profile): Scenario[] {
  return profile.channels.filter(isPlayable).flatMap((channel) => {
    const [asks, tells] = [sendable(channel).filter(isAsked), sendable(channel).filter((one) => !isAsked(one))];
    return [
      connecting(profile, channel),
      ...asks.map((message) => asking(profile, channel, message)),
      ...tells.map((message) => telling(profile, channel, message)),
      ...(asks.length === 0 && fromServer(channel).length > 0 ? [listening(profile, channel)] : []),
    ];
  });
}

const isAsked = ({ replies }: Message): boolean => replies.length > 0;
const idOf = (profile: Profile, channel: Channel, topic: string): string => `${profile.id}/${channel.id}/${topic}`;

function scenario(
  profile: Profile,
  channel: Channel,
  more: { name: string; title: string; steps: Step[]; requirements: string[]; source?: string },
): Scenario {
  const survives = channel.facts.requirements?.survives;
  const { name, title, steps, requirements, source = channel.source } = more;
  return {
    id: `${profile.id}/exchange/${channel.id}/${name}`,
    title,
    steps: steps as unknown as Scenario['steps'],
    requirements: [...requirements, ...(survives === undefined ? [] : [survives])],
    source,
  };
}

function connecting(profile: Profile, channel: Channel): Scenario {
  const requirement = idOf(profile, channel, 'connect');
  const steps: Step[] = [
    { connect: 'client', channel: channel.id, requirement },
    { open: 'client', passive: true, requirement },
  ];
  return scenario(profile, channel, {
    name: 'connect',
    title: `a client connects to ${channel.id}`,
    steps,
    requirements: [requirement],
  });
}

/** A bystander sees what the server tells others; the witness gives that a round trip to come. */
function asking(profile: Profile, channel: Channel, message: Message): Scenario {
  const topic = takenTopic(channel, message) as string;
  const requirement = idOf(profile, channel, topic);
  const frames = idOf(profile, channel, 'frames');
  const answers = message.replies.flatMap((id) => channel.messages.filter((reply) => reply.id === id));
  const told = answers.map(({ discriminant }) => discriminant);
  const select = told.some((one) => Object.keys(one).length === 0)
    ? {}
    : { select: told.length === 1 ? told[0] : { $anyOf: told } };
  const steps: Step[] = [
    { connect: 'bystander', channel: channel.id },
    { connect: 'client', channel: channel.id },
    { send: 'client', message: message.examples[0]?.payload },
    { expect: 'client', ...select, assert: [{ requirement: frames, match: { $any: true } }], requirement },
    { connect: 'witness', channel: channel.id },
  ];
  return scenario(profile, channel, {
    name: topic,
    title: `${message.name} is answered`,
    steps,
    requirements: [requirement, frames],
    source: message.source,
  });
}

/** As above; in the round trip of the witness the server would have closed the client's connection too. */
function telling(profile: Profile, channel: Channel, message: Message): Scenario {
  const topic = takenTopic(channel, message) as string;
  const requirement = idOf(profile, channel, topic);
  const steps: Step[] = [
    { connect: 'bystander', channel: channel.id },
    { connect: 'client', channel: channel.id },
    { send: 'client', message: message.examples[0]?.payload },
    { connect: 'witness', channel: channel.id },
    { open: 'client', requirement },
  ];
  return scenario(profile, channel, {
    name: topic,
    title: `${message.name} is taken`,
    steps,
    requirements: [requirement],
    source: message.source,
  });
}

/** Where nothing can be asked for, the kit can only wait for what comes. */
function listening(profile: Profile, channel: Channel): Scenario {
  const requirement = idOf(profile, channel, 'frames');
  const steps: Step[] = [
    { connect: 'client', channel: channel.id },
    { expect: 'client', assert: [{ requirement, match: { $any: true } }] },
  ];
  return scenario(profile, channel, {
    name: 'listen',
    title: `what ${channel.id} sends unasked is valid`,
    steps,
    requirements: [requirement],
  });
}
