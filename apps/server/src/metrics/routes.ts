import * as contract from '@tandem/contract';
import type { Metric, MetricDefinition, ProjectId, WithHistory } from '@tandem/contract';
import { change, given, type Called, type Change } from '../access/index.ts';
import { route, type Route } from '../platform/http.ts';
import type { Platform } from '../platform/platform.ts';
import { createMetric, redefineMetric, updateMetric } from './catalogue/actions.ts';
import { findMetric, readMetric, readMetrics, showMetric } from './catalogue/reads.ts';
import { readSeries, readValue, type Needs as ValueNeeds } from './values/reads.ts';

export type Needs = ValueNeeds & Pick<Platform, 'records' | 'newId'>;

export function metricRoutes(needs: Needs): readonly Route[] {
  return [...catalogueRoutes(needs), ...valueRoutes(needs)];
}

function catalogueRoutes(needs: Needs): readonly Route[] {
  const { records, newId } = needs;
  const changed = (call: Called, id: string, act: Change<WithHistory<Metric>>['act']) =>
    change(needs, call, { act, show: (reader) => showMetric(reader, id) });
  return [
    route(contract.listMetrics, async ({ project }) => ({
      metrics: await records.read(project, (reader) => readMetrics(reader)),
    })),
    route(contract.getMetric, ({ project, params }) =>
      records.read(project, (reader) => showMetric(reader, params.id)),
    ),
    route(contract.createMetric, (call) => {
      const id = newId();
      return changed(call, id, (writer, by) => createMetric(writer, by, { id, ...call.body }));
    }),
    route(contract.updateMetric, (call) => {
      const { id } = call.params;
      return changed(call, id, (writer, by) =>
        updateMetric(writer, by, { ...given(call.body), id }),
      );
    }),
    route(contract.redefineMetric, (call) => {
      const { id } = call.params;
      return changed(call, id, (writer, by) => redefineMetric(writer, by, { id, ...call.body }));
    }),
  ];
}

function valueRoutes(needs: Needs): readonly Route[] {
  /** The definition of that version, the newest unless told. */
  const definitionOf = (
    project: ProjectId,
    id: string,
    version: number | undefined,
  ): Promise<MetricDefinition> =>
    needs.records.read(project, async (reader) => {
      const newest = (await findMetric(reader, id)).versions[0]!.version;
      return (await readMetric(reader, { id, version: version ?? newest })).definition;
    });
  return [
    route(contract.askMetric, async ({ project, params, body: { version, ...asked } }) =>
      readValue(needs, project, await definitionOf(project, params.id, version), asked),
    ),
    route(contract.askMetricSeries, async ({ project, params, body: { version, ...asked } }) =>
      readSeries(needs, project, await definitionOf(project, params.id, version), asked),
    ),
    route(contract.tryMetric, ({ project, body: { definition, ...asked } }) =>
      readSeries(needs, project, definition, asked),
    ),
  ];
}
