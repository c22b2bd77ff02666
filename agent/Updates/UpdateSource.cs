using EdgeNoc.Agent.Updater;

namespace EdgeNoc.Agent.Updates;

/// <summary>Where an enrolled machine's updates come from and go to.</summary>
/// <param name="Site">Whose orders are followed.</param>
/// <param name="Collector">Its HTTPS, from where packages are fetched.</param>
/// <param name="CaFile">PEM of the authority that it is trusted by.</param>
/// <param name="Paths">Of the updater.</param>
/// <param name="Running">The version of the installed package that runs; null: this is none.</param>
internal sealed record UpdateSource(string Site, Uri Collector, string CaFile, UpdaterPaths Paths, string? Running);
