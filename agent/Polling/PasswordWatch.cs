using EdgeNoc.Common.Config;

namespace EdgeNoc.Agent.Polling;

/// <summary>Looks whether a password that was refused has been changed, so that nobody waits an hour after having put it right.</summary>
internal sealed class PasswordWatch : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    private readonly string _file;
    private readonly ITimer _timer;
    private (DateTime Written, long Length) _seen;

    /// <param name="file">The password's file.</param>
    /// <param name="changed">Called after each change, from a timer's thread.</param>
    /// <param name="time">For the looks.</param>
    public PasswordWatch(string file, Action changed, TimeProvider time)
    {
        (_file, _seen) = (file, Look(file));
        _timer = time.CreateTimer(_ => Compare(changed), null, Every, Every);
    }

    /// <summary>Null where no file holds the password.</summary>
    public static PasswordWatch? Of(SecretSource? password, Action changed, TimeProvider time) => password?.File is { } file ? new PasswordWatch(file, changed, time) : null;

    public void Dispose() => _timer.Dispose();

    private void Compare(Action changed)
    {
        var now = Look(_file);
        if (now == _seen) return;
        _seen = now;
        changed();
    }

    private static (DateTime, long) Look(string file)
    {
        try
        {
            var info = new FileInfo(file);
            return info.Exists ? (info.LastWriteTimeUtc, info.Length) : default;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }
}
