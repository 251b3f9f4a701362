/** How many characters a password being chosen has. */
export const PASSWORD_LENGTH = { min: 8, max: 128 } as const;
