/** What a coloured thing means; tokens.css gives each tone its two colours. Never shown by colour alone. */
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger' | 'accent';
