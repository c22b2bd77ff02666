using System.CommandLine;

namespace EdgeNoc.Agent.Commands;

/// <summary><c>--state-dir</c> of the verbs that deal with an enrolled machine.</summary>
internal static class StateDirOption
{
    private const string Name = "--state-dir", Default = "/var/lib/edgenoc-agent";

    public static Option<DirectoryInfo?> Create() => new(Name) { Description = $"where an enrolled agent keeps everything (default {Default})" };

    public static string Of(ParseResult parsed) => parsed.GetValue<DirectoryInfo?>(Name)?.FullName ?? Default;
}
