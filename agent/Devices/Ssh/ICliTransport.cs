namespace EdgeNoc.Agent.Devices.Ssh;

/// <summary>The bytes under a <see cref="CliSession"/>: an SSH client's pipes, or a telnet connection with its negotiation taken out.</summary>
internal interface ICliTransport : IAsyncDisposable
{
    /// <summary>What is at the other end, as the config names it: for messages.</summary>
    string Where { get; }

    /// <summary>What came, in pieces of any size; 0 at the end.</summary>
    ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Why it ended, as far as the transport knows, asked after <see cref="ReadAsync"/> gave 0; null when it knows nothing better than "closed".</summary>
    Task<CliError?> EndedAsync(string lastText);
}
