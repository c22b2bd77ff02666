namespace EdgeNoc.Agent.Updater;

/// <summary>Slots are made and switched by one script, whether a package or the updater does it.</summary>
internal sealed class SlotTool(UpdaterPaths paths)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public Task<string?> AddAsync(string version, string folder) => RunAsync("add", version, folder);

    public Task<string?> UseAsync(string version) => RunAsync("use", version);

    /// <summary>Removes one that must not be gone back to.</summary>
    public Task<string?> DropAsync(string version) => RunAsync("drop", version);

    public Task<string?> PruneAsync() => RunAsync("prune");

    private Task<string?> RunAsync(params IReadOnlyList<string> arguments) =>
        Tool.RunAsync(Limit, new Dictionary<string, string>(StringComparer.Ordinal) { ["EDGENOC_SLOTS"] = paths.Slots }, $"{paths.Tools}/slot", arguments);
}
