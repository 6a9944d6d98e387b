import type { Model } from '@agentwire/generated/model';

export const completed = (model: Model): Model => model;
export const openQuestion = (_requirement: string): string | undefined => undefined;
