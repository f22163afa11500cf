/** Somebody who can use the local chat. */
export interface Person {
  readonly aadObjectId: string;
  /** The id Teams uses towards bots, `29:…`. */
  readonly id: string;
  readonly name: string;
  readonly role: "technician" | "lead";
  readonly email?: string;
}

/** A person or the bot as Teams names them in activities. */
export interface ChannelAccount {
  readonly id: string;
  readonly name: string;
}

/** A team as it began; what its channels are called now is in the state. */
export interface Team {
  readonly id: string;
  readonly aadGroupId: string;
  readonly name: string;
  readonly channels: readonly ChannelAccount[];
}
