import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { type Context, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { PrometheusSerializer } from "@opentelemetry/exporter-prometheus";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { MeterProvider, MetricReader, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import type { GaugeSource, Observed, ObservedEnd, Observer } from "../../framework/observe.ts";
import { describeEnd, describeStart } from "./describe-spans.ts";
import { makeInstruments } from "./make-instruments.ts";

export type TelemetryOptions = {
  version: string;
  role: string;
  /** Where an OpenTelemetry collector listens, such as `http://localhost:4318`; nothing is sent without. */
  otlp: { endpoint: string; headers: Record<string, string> } | undefined;
  /** Read when somebody asks. */
  gauges: readonly GaugeSource[];
};

export type Telemetry = {
  observer: Observer;
  /** All metrics in Prometheus' text format. */
  exposition(): Promise<string>;
  close(): Promise<void>;
};

class PullReader extends MetricReader {
  protected onForceFlush = (): Promise<void> => Promise.resolve();
  protected onShutdown = (): Promise<void> => Promise.resolve();
}

const exportEveryMs = 15_000;

/** Metrics of this process for whoever asks, and traces and metrics by OTLP over HTTP where a collector is named. */
export function openTelemetry({ version, role, otlp, gauges }: TelemetryOptions): Telemetry {
  const resource = resourceFromAttributes({
    "service.name": "avow",
    "service.version": version,
    "service.instance.id": randomUUID(),
    "avow.role": role,
  });
  const reader = new PullReader();
  const to = (path: string) => ({ url: `${otlp!.endpoint.replace(/\/$/, "")}/v1/${path}`, headers: otlp!.headers });
  const pushed = otlp
    ? [
        new PeriodicExportingMetricReader({
          exporter: new OTLPMetricExporter(to("metrics")),
          exportIntervalMillis: exportEveryMs,
        }),
      ]
    : [];
  const meters = new MeterProvider({ resource, readers: [reader, ...pushed] });
  const spans = otlp ? [new BatchSpanProcessor({ exporter: new OTLPTraceExporter(to("traces")) })] : [];
  const tracers = otlp ? new TracerProvider({ resource, spanProcessors: spans }) : undefined;
  const instruments = makeInstruments(meters.getMeter("avow", version), gauges);
  const serializer = new PrometheusSerializer(undefined, false, undefined, true, true);
  return {
    observer: observe(instruments.record, tracers?.getTracer("avow", version)),
    exposition: async () => serializer.serialize((await reader.collect()).resourceMetrics),
    async close() {
      await Promise.all([meters.shutdown(), tracers?.shutdown()]);
    },
  };
}

type RecordEnd = ReturnType<typeof makeInstruments>["record"];
type Tracer = ReturnType<TracerProvider["getTracer"]>;

const kinds = {
  request: SpanKind.SERVER,
  statement: SpanKind.CLIENT,
  job: SpanKind.CONSUMER,
  generation: SpanKind.CLIENT,
};

function observe(record: RecordEnd, tracer: Tracer | undefined): Observer {
  const active = new AsyncLocalStorage<Context>();
  const start = (what: Observed) => {
    const { name, attributes } = describeStart(what);
    const parent = active.getStore() ?? ROOT_CONTEXT;
    const span = tracer?.startSpan(name, { kind: kinds[what.kind], attributes }, parent);
    const startedAt = performance.now();
    const finish = (end: ObservedEnd) => {
      record(what, end, (performance.now() - startedAt) / 1000);
      if (span) finishSpan(span, what, end);
    };
    return { context: span && trace.setSpan(parent, span), finish };
  };
  return {
    begin: (what) => start(what).finish,
    async around(what, work) {
      const { context, finish } = start(what);
      const end: ObservedEnd = {};
      try {
        return await (context ? active.run(context, () => work(end)) : work(end));
      } catch (error) {
        end.outcome ??= "failed";
        throw error;
      } finally {
        finish(end);
      }
    },
  };
}

/** An error's words may quote a person: that it failed is all that is said. */
function finishSpan(span: Span, what: Observed, end: ObservedEnd): void {
  const { name, attributes, isFailure } = describeEnd(what, end);
  span.updateName(name);
  span.setAttributes(attributes);
  if (isFailure) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
