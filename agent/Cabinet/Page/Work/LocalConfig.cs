namespace EdgeNoc.Agent.Cabinet.Page.Work;

/// <summary>The config of an enrolled machine, for whoever stands here with the PIN.</summary>
/// <param name="Read">The file that is good, as text; names no secret, only where secrets lie.</param>
/// <param name="Apply">Takes another, at once and without the office. What is wrong with it, a line each; empty: it is taken.</param>
internal sealed record LocalConfig(Func<string> Read, Func<string, IReadOnlyList<string>> Apply);
