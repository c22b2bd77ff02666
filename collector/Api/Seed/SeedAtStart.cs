using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Api.Seed;

/// <summary>At the first start takes what <c>alerting_file</c> holds. A file that cannot be used stops nothing: alerts go on without it.</summary>
internal sealed class SeedAtStart(CollectorDatabase database, CollectorConfig config, AlertRules rules, TimeProvider time, ILogger<SeedAtStart> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (config.AlertingFile is { } path) database.Write(db => Seed(db, path));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Seed(Db db, string path)
    {
        if (!AlertingImport.IsEmpty(db)) return;
        var now = time.GetUtcNow();
        var load = AlertingFile.Load(path, AlertingImport.Known(db, rules, config.Channels, replace: false), now);
        foreach (var warning in load.Warnings) logger.LogWarning("{Warning}", warning);
        foreach (var error in load.Errors) logger.LogError("{Error}", error);
        if (load.Config is not { } seed)
        {
            logger.LogError("nothing of {File} was taken; put it right and take it with: edgenoc-collector alerting import {File}", path, path);
            return;
        }

        AlertingImport.Apply(db, seed, new Actor("file", Path.GetFileName(path), "file"), replace: false, now);
        logger.LogInformation("{File} was taken: {Counts}", path, seed.Counts);
    }
}
