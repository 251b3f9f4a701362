/** What is wrong with the command or the installation: a sentence for the person at the terminal. */
export class Refusal extends Error {}
