import { print } from '@agentwire/spec/print';
import { File } from '@asyncapi/generator-react-sdk';

export default async function template({ params }) {
  const files = await print(params.model);
  return files.map(({ path, content }) => <File name={path}>{content}</File>);
}
