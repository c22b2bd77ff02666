using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EdgeNoc.Simulators.RouterOs;

/// <summary>One client's session: logs it in, then answers its commands, several at once when they have tags.</summary>
internal sealed class RouterConnection(RouterServer server, RouterWire wire)
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new(StringComparer.Ordinal);
    private bool _isIn;
    private byte[]? _challenge;

    public async Task ServeAsync(CancellationToken ct)
    {
        while (await wire.ReadAsync(ct) is { } words)
        {
            if (words.Count == 0) continue;
            server.Note(words);
            var request = new RouterRequest(words);
            if (request.Command == "/quit")
            {
                await wire.WriteAsync(ct, "!fatal", "session terminated on request");
                return;
            }

            if (request.Command == "/login") await LogInAsync(request, ct);
            else if (!_isIn) await RefuseAsync(request, "not logged in", null, ct);
            else if (request.Command == "/cancel") await CancelAsync(request, ct);
            else if (await MisbehaveAsync(request, ct)) return;
            else Start(request, ct);
        }
    }

    private async Task LogInAsync(RouterRequest request, CancellationToken ct)
    {
        var isOld = !server.Plan.HasNewLogin;
        var response = request.Argument("response");
        if (isOld && response is null)
        {
            _challenge = RandomNumberGenerator.GetBytes(16);
            await wire.WriteAsync(ct, ["!done", .. request.TagWords, $"=ret={Convert.ToHexStringLower(_challenge)}"]);
            return;
        }

        var isRight = request.Argument("name") == server.Options.User && server.Fault != RouterFault.WrongPassword
            && (isOld ? response == Expected(_challenge ?? [], server.Options.Password) : request.Argument("password") == server.Options.Password);
        if (!isRight) await RefuseAsync(request, isOld ? "cannot log in" : "invalid user name or password (6)", null, ct);
        else if (server.Fault == RouterFault.NoApiPolicy) await RefuseAsync(request, "std failure: not allowed (9)", null, ct);
        else
        {
            _isIn = true;
            await wire.WriteAsync(ct, ["!done", .. request.TagWords]);
        }
    }

    private static string Expected(byte[] challenge, string password)
    {
#pragma warning disable CA5351 // What routers before 6.43 did.
        return "00" + Convert.ToHexStringLower(MD5.HashData([0, .. Encoding.UTF8.GetBytes(password), .. challenge]));
#pragma warning restore CA5351
    }

    private async Task CancelAsync(RouterRequest request, CancellationToken ct)
    {
        if (server.Fault == RouterFault.Deaf) return;
        foreach (var tag in request.Argument("tag") is { } only ? [only] : _running.Keys.ToArray())
        {
            if (_running.TryRemove(tag, out var running)) await running.CancelAsync();
        }

        await wire.WriteAsync(ct, ["!done", .. request.TagWords]);
    }

    /// <summary>True when the connection is to end.</summary>
    private async Task<bool> MisbehaveAsync(RouterRequest request, CancellationToken ct)
    {
        switch (server.FaultFor(request.Command))
        {
            case RouterFault.CloseMidAnswer:
                await wire.WriteRawAsync(wire.Encode(["!re", .. request.TagWords, "=name=half"]).AsMemory()[..^4], ct);
                return true;
            case RouterFault.ReservedByte:
                await wire.WriteRawAsync(new byte[] { 0xF8, 1, 2, 3 }, ct);
                return false;
            case RouterFault.Html:
                await wire.WriteRawAsync("HTTP/1.1 200 OK\r\n\r\n<html>a login page</html>"u8.ToArray(), ct);
                return true;
            case RouterFault.Fatal:
                await wire.WriteAsync(ct, "!fatal", "not logged in any more");
                return true;
            case RouterFault.StrangeTag:
                await wire.WriteAsync(ct, "!re", ".tag=77777", "=name=stranger");
                await wire.WriteAsync(ct, "!done", ".tag=stranger");
                return false;
            case RouterFault.SlowBytes:
                wire.IsSlow = true;
                return false;
            case RouterFault.TwoTraps:
                await wire.WriteAsync(ct, ["!trap", .. request.TagWords, "=message=first"]);
                await RefuseAsync(request, "second", 4, ct);
                return false;
            case RouterFault.Flood:
                var row = wire.Encode(["!re", .. request.TagWords, $"=name={new string('x', 60_000)}"]);
                for (var i = 0; i < 3500; i++) await wire.WriteRawAsync(row, ct);
                return false;
            default: return false;
        }
    }

    private void Start(RouterRequest request, CancellationToken ct)
    {
        if (server.FaultFor(request.Command) is RouterFault.ReservedByte or RouterFault.TwoTraps or RouterFault.Flood) return;
        var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _running[request.Tag ?? ""] = stop;
        _ = RunAsync(request, stop, ct);
    }

    private async Task RunAsync(RouterRequest request, CancellationTokenSource stop, CancellationToken ct)
    {
        try
        {
            await Task.Yield();
            await AnswerAsync(request, stop.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            await RefuseAsync(request, "interrupted", 2, ct);
        }
        catch (Exception problem) when (problem is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The client went away.
        }
        finally
        {
            _running.TryRemove(new(request.Tag ?? "", stop));
        }
    }

    private async Task AnswerAsync(RouterRequest request, CancellationToken ct)
    {
        if (server.FaultFor(request.Command) is RouterFault.NoReply or RouterFault.Deaf) await Task.Delay(Timeout.Infinite, ct);
        var (rows, trap) = server.Answer(request);
        if (trap is not null)
        {
            await RefuseAsync(request, trap, trap.StartsWith("no such", StringComparison.Ordinal) ? 0 : 4, ct);
            return;
        }

        if (request.Has("count-only"))
        {
            await wire.WriteAsync(ct, ["!done", .. request.TagWords, string.Create(CultureInfo.InvariantCulture, $"=ret={rows.Count}")]);
            return;
        }

        do
        {
            foreach (var row in rows)
            {
                await wire.WriteAsync(ct, ["!re", .. request.TagWords, .. request.Shown(row)]);
                // Answers to several commands mix on the wire.
                if (_running.Count > 1) await Task.Yield();
            }

            if (request.IsEndless) await Task.Delay(server.StreamEvery, ct);
        }
        while (request.IsEndless);
        if (rows.Count == 0 && server.Plan.SaysEmpty) await wire.WriteAsync(ct, ["!empty", .. request.TagWords]);
        await wire.WriteAsync(ct, ["!done", .. request.TagWords]);
    }

    private async Task RefuseAsync(RouterRequest request, string message, int? category, CancellationToken ct)
    {
        await wire.WriteAsync(ct, ["!trap", .. request.TagWords, .. category is { } number ? [$"=category={number}"] : Array.Empty<string>(), $"=message={message}"]);
        await wire.WriteAsync(ct, ["!done", .. request.TagWords]);
    }
}
