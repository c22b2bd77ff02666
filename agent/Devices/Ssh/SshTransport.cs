using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace EdgeNoc.Agent.Devices.Ssh;

/// <summary>The system's OpenSSH client as a child: its pipes are the session. Host keys, algorithms and ways through jump hosts are the client's affair.</summary>
internal sealed class SshTransport : ICliTransport
{
    private static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(2);
    private const int MaxErrorText = 8 * 1024;

    private readonly Process _client;
    private readonly SshTarget _target;
    private readonly string _knownHosts;

    // Reading a pipe cannot be cancelled without closing it, so somebody else reads; bounded, so that a flood waits in the pipe.
    private readonly Channel<byte[]> _pieces = Channel.CreateBounded<byte[]>(16);
    private readonly StringBuilder _errors = new();
    private readonly Task _pumps;
    private ReadOnlyMemory<byte> _piece;

    private SshTransport(Process client, SshTarget target, string knownHosts)
    {
        (_client, _target, _knownHosts) = (client, target, knownHosts);
        _pumps = Task.WhenAll(PumpOutputAsync(), PumpErrorsAsync());
    }

    /// <inheritdoc/>
    public string Where => _target.ToString();

    /// <summary>Starts the client; whether the box lets it in is seen by reading.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="device">The device's id: its host key is pinned under it.</param>
    /// <param name="stateDir">Where pins are kept.</param>
    /// <param name="connectTimeout">For TCP and the key exchange.</param>
    /// <exception cref="CliException">No client, or no password.</exception>
    public static SshTransport Start(SshTarget target, string device, string stateDir, TimeSpan connectTimeout)
    {
        var folder = SshFolder.In(stateDir);
        var start = new ProcessStartInfo("ssh") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in SshArguments.Of(target, folder.KnownHostsOf(device), connectTimeout)) start.ArgumentList.Add(argument);
        start.Environment["SSH_ASKPASS"] = folder.Helper;
        start.Environment["SSH_ASKPASS_REQUIRE"] = "force";
        start.Environment["TERM"] = "vt100";
        // The client's messages are read here, and some of them are translated.
        start.Environment["LC_ALL"] = "C";
        start.Environment.Remove("SSH_AUTH_SOCK");
        if (target.Password is { } source)
        {
            if (!source.TryRead(out var password, out var problem)) throw new CliException(SshErrors.NoPassword(source.Origin, problem));
            start.Environment[SshFolder.PasswordVariable] = password.Reveal();
        }

        try
        {
            return new SshTransport(Process.Start(start)!, target, folder.KnownHostsOf(device));
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new CliException(SshErrors.NoClient(exception.Message));
        }
    }

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (_piece.IsEmpty)
        {
            if (!await _pieces.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false)) return 0;
            if (_pieces.Reader.TryRead(out var piece)) _piece = piece;
        }

        var count = Math.Min(buffer.Length, _piece.Length);
        _piece[..count].CopyTo(buffer);
        _piece = _piece[count..];
        return count;
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _client.StandardInput.BaseStream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        await _client.StandardInput.BaseStream.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<CliError?> EndedAsync(string lastText)
    {
        await Task.WhenAny(_pumps, Task.Delay(ExitPatience)).ConfigureAwait(false);
        string errors;
        lock (_errors) errors = _errors.ToString();
        return SshErrors.Of(_target, _knownHosts, errors);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_client.HasExited) _client.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended in between.
        }

        _pieces.Writer.TryComplete();
        await _pumps.ConfigureAwait(false);
        _client.Dispose();
    }

    private async Task PumpOutputAsync()
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await _client.StandardOutput.BaseStream.ReadAsync(buffer).ConfigureAwait(false) is > 0 and var count)
                await _pieces.Writer.WriteAsync(buffer[..count]).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or ChannelClosedException)
        {
            // The session is over.
        }

        _pieces.Writer.TryComplete();
    }

    private async Task PumpErrorsAsync()
    {
        var buffer = new char[1024];
        try
        {
            while (await _client.StandardError.ReadAsync(buffer).ConfigureAwait(false) is > 0 and var count)
            {
                lock (_errors)
                {
                    // The reason stands at the end; what a banner says before it may be long.
                    _errors.Append(buffer, 0, count);
                    if (_errors.Length > MaxErrorText) _errors.Remove(0, _errors.Length - MaxErrorText);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The session is over.
        }
    }
}
