import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { Secret, Text } from '../../platform/http/fields.js';

export const LOGIN_EXAMPLE = 'desk@dukou.example';

const lowerCase = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value));

/** A new login: an e-mail address or a plain name, kept in lower case. */
export const NewLogin = (): PropertyDecorator =>
  applyDecorators(
    Text({
      description: 'E-mail address or plain name, unique in the installation; capitals are lowered.',
      example: LOGIN_EXAMPLE,
      min: 3,
      max: 120,
      pattern: /^[a-z0-9._@+-]+$/,
      remedy: 'send 3 to 120 characters of letters a to z, digits and . _ @ + -',
    }),
    lowerCase(),
  );

/** A login as typed into the log-in form: anything that is no login is simply unknown. */
export const GivenLogin = (): PropertyDecorator =>
  applyDecorators(Text({ description: 'Login, in any case.', example: LOGIN_EXAMPLE, max: 120 }), lowerCase());

export const PersonName = ({ optional = false } = {}): PropertyDecorator =>
  Text({ description: 'Name to show.', example: '前台一号', max: 80, optional });

export const NewPassword = (): PropertyDecorator =>
  Secret({
    description: 'A new password, 10 to 200 characters of any kind.',
    example: 'a long sentence',
    min: 10,
    max: 200,
  });

/** A password as typed in to prove who one is. */
export const GivenPassword = (): PropertyDecorator =>
  Secret({ description: 'The password as it is now.', example: 'dukou-demo', min: 1, max: 200 });
