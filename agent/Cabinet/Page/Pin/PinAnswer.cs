namespace EdgeNoc.Agent.Cabinet.Page.Pin;

/// <summary>What became of a PIN that somebody typed.</summary>
internal abstract record PinAnswer
{
    private PinAnswer()
    {
    }

    /// <summary>It fits.</summary>
    /// <param name="Token">Of the session that it opened.</param>
    public sealed record Right(string Token) : PinAnswer;

    /// <param name="Wait">Before the next one is tried.</param>
    public sealed record Wrong(TimeSpan Wait) : PinAnswer;

    /// <summary>It was not looked at.</summary>
    public sealed record TooEarly(TimeSpan Wait) : PinAnswer;

    /// <summary>No PIN can fit.</summary>
    /// <param name="Problem">What is wrong with the file, without a part of it.</param>
    public sealed record NotSet(string Problem) : PinAnswer;
}
