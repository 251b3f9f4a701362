/** Before anybody is signed in: registering and the forgotten password. */
export const front = {
  otherLanguage: "हिन्दी में देखें",
  register: {
    title: "Create your account",
    phone: "Mobile number",
    phoneHint: "The number you want to recharge. You sign in with it.",
    name: "Full name",
    password: "Password",
    passwordHint: "At least 8 characters.",
    referral: "Referral code (if you have one)",
    referralHint: "Gives you a discount on your first recharge.",
    submit: "Create account",
    sendCode: "Send code",
    known: "Have an account already?",
    signIn: "Sign in",
  },
  code: {
    label: "Code from the SMS",
    sent: "If {{phone}} can receive messages, a code is on its way. It is good for {{minutes}} minutes.",
    again: "Send a new code",
    resent: "A new code is on its way.",
    otherNumber: "Use another number",
  },
  forgot: {
    title: "Set a new password",
    text: "We send a code to your number to make sure it is you.",
    newPassword: "New password",
    submit: "Save and sign in",
    back: "Back to sign in",
  },
  confirm: {
    title: "Confirm your number",
    text: "We send a code to {{phone}}. Once it is confirmed you can recharge.",
    submit: "Confirm",
    done: "Your number is confirmed.",
  },
} as const;
