using System.Collections.Concurrent;
using System.Globalization;

namespace EdgeNoc.Agent.Devices.MikroTik.Api;

/// <summary>One connection to a router, over which several commands may be under way at once: each has a number that the router writes on every sentence of its answer.</summary>
internal sealed class ApiConnection : IAsyncDisposable
{
    /// <summary>A router may never answer a cancel.</summary>
    private static readonly TimeSpan CancelPatience = TimeSpan.FromSeconds(2);

    /// <summary>Answers to nobody's question: a few are a late answer, this many a broken router.</summary>
    private const int MaxStrays = 10_000;

    private readonly Stream _stream;
    private readonly ApiTarget _target;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<int, PendingReply> _pending = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _reading;
    private volatile RouterException? _broken;
    private int _lastTag;
    private int _strays;

    public ApiConnection(Stream stream, ApiTarget target, TimeProvider time)
    {
        (_stream, _target, _time) = (stream, target, time);
        _reading = ReadAsync();
    }

    public bool IsOpen => _broken is null;

    /// <summary>Sentences with a tag that nobody asked with; they are left out.</summary>
    public int Strays => Volatile.Read(ref _strays);

    /// <summary>Sends a command and waits for its <c>!done</c>.</summary>
    /// <param name="words">The command and its arguments.</param>
    /// <param name="timeout">Then it is cancelled. When the router confirms that, the reply says so; when it does not, the connection is given up.</param>
    /// <param name="tagged">False for logins: nothing else is under way then.</param>
    /// <param name="onRow">As in <see cref="PendingReply"/>; called on the thread that reads, and no more once there is a reply.</param>
    /// <exception cref="RouterException">The connection is lost.</exception>
    public async Task<ApiReply> CallAsync(IReadOnlyList<string> words, TimeSpan timeout, CancellationToken cancellationToken, bool tagged = true, Action<Sentence>? onRow = null)
    {
        var tag = tagged ? Interlocked.Increment(ref _lastTag) : 0;
        var pending = await SendAsync(words, tag, new PendingReply(onRow), cancellationToken).ConfigureAwait(false);
        try
        {
            return await pending.Reply.WaitAsync(timeout, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            if (tagged && await CancelAsync(tag, pending, cancellationToken).ConfigureAwait(false)) return new ApiReply { TimedOut = true };
            throw Break(RouterErrors.Timeout(_target, words[0], timeout));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
        _closing.Dispose();
        _writing.Dispose();
    }

    private async Task<PendingReply> SendAsync(IReadOnlyList<string> words, int tag, PendingReply pending, CancellationToken cancellationToken)
    {
        _pending[tag] = pending;
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_broken is { } broken) throw broken;
            await _stream.WriteAsync(SentenceWriter.Write(words, tag == 0 ? null : tag), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            throw Break(RouterErrors.Closed(_target));
        }
        finally
        {
            _writing.Release();
        }

        return pending;
    }

    /// <summary>The cancelled command ends with a trap "interrupted" and its own <c>!done</c>; that it was interrupted is what was wanted.</summary>
    private async Task<bool> CancelAsync(int tag, PendingReply pending, CancellationToken cancellationToken)
    {
        await SendAsync(["/cancel", string.Create(CultureInfo.InvariantCulture, $"=tag={tag}")], Interlocked.Increment(ref _lastTag), new PendingReply(), cancellationToken).ConfigureAwait(false);
        try
        {
            await pending.Reply.WaitAsync(CancelPatience, _time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task ReadAsync()
    {
        var reader = new SentenceReader(repliesOnly: true);
        try
        {
            while (_broken is null)
            {
                var read = await _stream.ReadAsync(reader.Space(), _closing.Token).ConfigureAwait(false);
                if (read == 0) break;
                reader.Wrote(read);
                FrameState state;
                while ((state = reader.TryRead(out var sentence)) == FrameState.Sentence && _broken is null) Take(sentence!);
                if (state != FrameState.NeedsBytes) Break(RouterErrors.Strange(_target, state));
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // As the end of the stream.
        }

        Break(RouterErrors.Closed(_target));
    }

    private void Take(Sentence sentence)
    {
        if (sentence.Kind == SentenceKind.Fatal)
        {
            Break(RouterErrors.Fatal(_target, ApiText.Decode(sentence.BareWord())));
            return;
        }

        var tag = sentence.Tag ?? 0;
        if (!_pending.TryGetValue(tag, out var pending))
        {
            if (Interlocked.Increment(ref _strays) > MaxStrays) Break(RouterErrors.TooLarge(_target));
            return;
        }

        if (!pending.Take(sentence)) Break(RouterErrors.TooLarge(_target));
        if (sentence.Kind == SentenceKind.Done) _pending.TryRemove(tag, out _);
    }

    /// <summary>The first reason stays; everyone who waits gets it.</summary>
    private RouterException Break(RouterException reason)
    {
        _broken ??= reason;
        // A call that began to wait in this moment finds _broken before it writes.
        foreach (var tag in _pending.Keys)
        {
            if (_pending.TryRemove(tag, out var pending)) pending.Fail(_broken);
        }

        return _broken;
    }
}
