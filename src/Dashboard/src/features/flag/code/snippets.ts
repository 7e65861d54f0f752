import { shellWord } from '@/lib/shell';
import { quoted } from './quote';
import type { Reading } from './reading';

export interface SnippetInput {
  /** Of the server, without a slash at its end. */
  baseUrl: string;
  flagKey: string;
  serverKey: string;
  clientKey: string;
  reading: Reading;
}

export interface Snippet {
  name: string;
  /** Which kind of SDK key stands in it. */
  kind: 'server' | 'client';
  /** A shell command; undefined: nothing is to be installed. */
  install?: string;
  code: string;
}

const user = quoted('user-1');

/** Code that reads the flag by OpenFeature, per language: docs/openfeature.md has the same packages. */
export function snippetsFor(input: SnippetInput): Snippet[] {
  return [
    {
      name: 'Node.js',
      kind: 'server',
      install: 'npm install @openfeature/server-sdk @openfeature/ofrep-provider',
      code: node(input),
    },
    {
      name: 'Browser',
      kind: 'client',
      install: 'npm install @openfeature/web-sdk @openfeature/ofrep-web-provider',
      code: browser(input),
    },
    { name: 'Python', kind: 'server', install: 'pip install openfeature-sdk openfeature-provider-ofrep', code: python(input) },
    {
      name: 'Go',
      kind: 'server',
      install: 'go get github.com/open-feature/go-sdk github.com/open-feature/go-sdk-contrib/providers/ofrep',
      code: go(input),
    },
    { name: 'Java', kind: 'server', install: undefined, code: java(input) },
    { name: '.NET', kind: 'server', install: 'dotnet add package OpenFeature.Providers.Ofrep', code: dotnet(input) },
    { name: 'curl', kind: 'server', code: curl(input) },
  ];
}

const javaScriptNames = { boolean: 'Boolean', string: 'String', integer: 'Number', double: 'Number', object: 'Object' };

function node({ baseUrl, flagKey, serverKey, reading }: SnippetInput): string {
  return `import { OFREPProvider } from '@openfeature/ofrep-provider';
import { OpenFeature } from '@openfeature/server-sdk';

await OpenFeature.setProviderAndWait(
  new OFREPProvider({
    baseUrl: ${quoted(baseUrl)},
    headers: { Authorization: ${quoted(`Bearer ${serverKey}`)} },
  }),
);

const client = OpenFeature.getClient();
const value = await client.get${javaScriptNames[reading.type]}Value(${quoted(flagKey)}, ${literal(reading, '{}')}, { targetingKey: ${user} });`;
}

function browser({ baseUrl, flagKey, clientKey, reading }: SnippetInput): string {
  return `import { OFREPWebProvider } from '@openfeature/ofrep-web-provider';
import { OpenFeature } from '@openfeature/web-sdk';

await OpenFeature.setContext({ targetingKey: ${user} });
await OpenFeature.setProviderAndWait(
  new OFREPWebProvider({
    baseUrl: ${quoted(baseUrl)},
    headers: [['Authorization', ${quoted(`Bearer ${clientKey}`)}]],
  }),
);

const client = OpenFeature.getClient();
const value = client.get${javaScriptNames[reading.type]}Value(${quoted(flagKey)}, ${literal(reading, '{}')});`;
}

const pythonNames = { boolean: 'boolean', string: 'string', integer: 'integer', double: 'float', object: 'object' };

function python({ baseUrl, flagKey, serverKey, reading }: SnippetInput): string {
  const fallback = reading.type === 'boolean' ? (reading.fallback ? 'True' : 'False') : literal(reading, '{}');
  return `from openfeature import api
from openfeature.contrib.provider.ofrep import OFREPProvider
from openfeature.evaluation_context import EvaluationContext

api.set_provider(
    OFREPProvider(
        ${quoted(baseUrl)},
        headers_factory=lambda: {"Authorization": ${quoted(`Bearer ${serverKey}`)}},
    )
)

client = api.get_client()
value = client.get_${pythonNames[reading.type]}_value(${quoted(flagKey)}, ${fallback}, EvaluationContext(targeting_key=${user}))`;
}

const goNames = { boolean: 'Boolean', string: 'String', integer: 'Int', double: 'Float', object: 'Object' };

function go({ baseUrl, flagKey, serverKey, reading }: SnippetInput): string {
  return `package main

import (
	"context"
	"fmt"
	"log"

	"github.com/open-feature/go-sdk-contrib/providers/ofrep"
	"github.com/open-feature/go-sdk/openfeature"
)

func main() {
	provider := ofrep.NewProvider(${quoted(baseUrl)}, ofrep.WithBearerToken(${quoted(serverKey)}))
	if err := openfeature.SetProviderAndWait(provider); err != nil {
		log.Fatal(err)
	}

	client := openfeature.NewClient("app")
	user := openfeature.NewEvaluationContext(${user}, nil)
	value, err := client.${goNames[reading.type]}Value(context.Background(), ${quoted(flagKey)}, ${literal(reading, 'map[string]any{}')}, user)
	if err != nil {
		log.Print(err) // value is the default
	}
	fmt.Println(value)
}`;
}

const javaNames = { boolean: 'Boolean', string: 'String', integer: 'Integer', double: 'Double', object: 'Object' };

function java({ baseUrl, flagKey, serverKey, reading }: SnippetInput): string {
  return `// Maven: dev.openfeature:sdk and dev.openfeature.contrib.providers:ofrep
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.openfeature.contrib.providers.ofrep.OfrepProvider;
import dev.openfeature.contrib.providers.ofrep.OfrepProviderOptions;
import dev.openfeature.sdk.*;

OfrepProviderOptions options = OfrepProviderOptions.builder()
    .baseUrl(${quoted(baseUrl)})
    .headers(ImmutableMap.of("Authorization", ImmutableList.of(${quoted(`Bearer ${serverKey}`)})))
    .build();
OpenFeatureAPI api = OpenFeatureAPI.getInstance();
api.setProviderAndWait(OfrepProvider.constructProvider(options));

Client client = api.getClient();
var value = client.get${javaNames[reading.type]}Value(${quoted(flagKey)}, ${literal(reading, 'new Value(new ImmutableStructure())')}, new ImmutableContext(${user}));`;
}

function dotnet({ baseUrl, flagKey, serverKey, reading }: SnippetInput): string {
  return `using OpenFeature;
using OpenFeature.Model;
using OpenFeature.Providers.Ofrep;
using OpenFeature.Providers.Ofrep.Configuration;

var configuration = new OfrepConfiguration(${quoted(baseUrl)})
{
    Headers = new Dictionary<string, string> { ["Authorization"] = ${quoted(`Bearer ${serverKey}`)} },
};
await Api.Instance.SetProviderAsync(new OfrepProvider(configuration));

var client = Api.Instance.GetClient();
var user = EvaluationContext.Builder().SetTargetingKey(${user}).Build();
var value = await client.Get${javaNames[reading.type]}ValueAsync(${quoted(flagKey)}, ${literal(reading, 'new Value(Structure.Builder().Build())')}, user);`;
}

function curl({ baseUrl, flagKey, serverKey }: SnippetInput): string {
  const url = `${baseUrl}/ofrep/v1/evaluate/flags/${encodeURIComponent(flagKey)}`;
  return `curl -s -X POST ${shellWord(url)} \\
  -H ${shellWord(`Authorization: Bearer ${serverKey}`)} \\
  -H 'Content-Type: application/json' \\
  -d '{"context": {"targetingKey": "user-1"}}'`;
}

/** @param object how the language writes an object without members. */
function literal(reading: Reading, object: string): string {
  switch (reading.type) {
    case 'boolean':
      return String(reading.fallback);
    case 'string':
      return quoted(reading.fallback);
    case 'object':
      return object;
    default:
      return reading.fallback;
  }
}
