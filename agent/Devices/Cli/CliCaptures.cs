namespace EdgeNoc.Agent.Devices.Cli;

/// <summary>Makes the verb's parsers from a family's parsers of answers.</summary>
internal static class CliCaptures
{
    /// <param name="name">The command without arguments, as <c>show gpon onu state</c>.</param>
    /// <param name="parse">From the answer to a reading or a closed error.</param>
    public static CaptureParser Of(string name, Func<CommandAnswer, PollResult> parse) =>
        new(name, bytes => parse(CommandAnswer.Read(bytes.Span, name, null)))
        {
            ParseAsked = (command, bytes) => parse(CommandAnswer.Read(bytes.Span, name, command)),
        };
}
