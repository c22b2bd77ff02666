using System.Buffers.Text;

namespace EdgeNoc.Agent.Devices.MikroTik.Api;

/// <summary>What came so far for a command that is under way.</summary>
/// <param name="onRow">Takes each row as it comes, for lists too long to be kept twice; null keeps them for <see cref="ApiReply.Rows"/>. It must not throw nor keep the sentence.</param>
internal sealed class PendingReply(Action<Sentence>? onRow = null)
{
    /// <summary>5,000 sessions are less than a megabyte; the agent lives on a small machine.</summary>
    private const int MaxBytes = 16 * 1024 * 1024;
    private const int MaxRows = 100_000;

    private readonly TaskCompletionSource<ApiReply> _whole = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Sentence> _rows = [];
    private readonly List<ApiTrap> _traps = [];
    private long _bytes;
    private int _count;

    public Task<ApiReply> Reply => _whole.Task;

    /// <summary>False when it is more than any menu holds.</summary>
    public bool Take(Sentence sentence)
    {
        _bytes += sentence.Size;
        _count++;
        switch (sentence.Kind)
        {
            case SentenceKind.Row:
                if (onRow is null) _rows.Add(sentence.Keep());
                else onRow(sentence);
                break;
            case SentenceKind.Trap:
                _traps.Add(TrapOf(sentence));
                break;
            case SentenceKind.Done:
                _whole.TrySetResult(new ApiReply { Rows = _rows, Traps = _traps, Return = sentence.TryGet("ret"u8, out var value) ? ApiText.Decode(value) : null });
                break;
            default:
                break;
        }

        return _count <= MaxRows && _bytes <= MaxBytes;
    }

    public void Fail(RouterException reason)
    {
        _whole.TrySetException(reason);
        // Nobody may be waiting any more: the call was abandoned.
        _ = _whole.Task.Exception;
    }

    public static ApiTrap TrapOf(Sentence sentence) => new(
        sentence.TryGet("category"u8, out var category) && Utf8Parser.TryParse(category, out int number, out var used) && used == category.Length ? number : null,
        sentence.TryGet("message"u8, out var message) ? ApiText.Decode(message) : "no reason given");
}
