namespace EdgeNoc.Agent.Devices;

/// <summary>Is told every answer that a driver got, as it came, before anything reads it. The verb <c>capture</c> has one; a running agent has none.</summary>
public interface IExchangeRecorder
{
    /// <summary>Takes an answer; keeps its own copy of the bytes. Never throws, and may be called from any thread.</summary>
    void Record(Exchange exchange);
}

/// <summary>A question to a device and the raw answer. Logins are not recorded: neither the question nor the answer holds a credential of the agent.</summary>
/// <param name="Command">What was asked, in the device's own words: <c>/onuAllPonOnuList.asp</c>, <c>/system/resource/print</c>. One answer per command is kept, the last.</param>
/// <param name="Answer">The bytes as they came, <c>\r</c> and control codes included; of a binary protocol the form that the verb <c>parse</c> reads.</param>
public sealed record Exchange(string Command, ReadOnlyMemory<byte> Answer)
{
    /// <summary>What came before the answer, as HTTP's status line and headers; null where there is nothing of the kind.</summary>
    public string? Head { get; init; }

    /// <summary>The file ending that fits the answer: <c>html</c>, <c>txt</c>.</summary>
    public string FileEnding { get; init; } = "txt";
}
