// Names of people and channels by id.

const names = new Map();

export const nameOf = (id) => names.get(id);

export function learn(world) {
  for (const person of world.people) names.set(person.id, person.real_name);
  for (const channel of world.channels) names.set(channel.id, channel.name);
}
