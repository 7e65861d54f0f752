using System.Diagnostics.CodeAnalysis;

namespace FeatureFlag.Domain;

/// <summary>Lets generic code (the pipeline) see and make failures without knowing the value's type.</summary>
public interface IResult<out TSelf>
{
    Error? Error { get; }

    static abstract TSelf Fail(Error error);
}

/// <summary>A value, or the <see cref="Error"/> that says why there is none.</summary>
public readonly record struct Result<T> : IResult<Result<T>>
{
    private readonly T? _value;

    private Result(T? value, Error? error) => (_value, Error) = (value, error);

    public Error? Error { get; }

    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    /// <exception cref="InvalidOperationException">There is an error instead of a value.</exception>
    public T Value => IsOk ? _value! : throw new InvalidOperationException(Error.Detail);

    public static Result<T> Fail(Error error) => new(default, error);

    /// <summary>For logs and debuggers: the value or the error; a record would ask for the value even when there is none.</summary>
    public override string ToString() => (IsOk ? _value?.ToString() : Error.ToString()) ?? "";

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Error error) => new(default, error);
}
